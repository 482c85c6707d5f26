import type { Command } from 'commander';
import { z } from 'zod';
import { eventSentence, instant } from '@fermata/clients/words';
import { EventPage } from '@fermata/contracts/http';
import type { EventView } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';
import { parseTrackId } from './find-track.ts';

export function addEventsCommand(track: Command): void {
  defineCommand(track, {
    usage: 'events <track>',
    summary: 'every action and decision on a track, with actor and time',
    options: (command) =>
      command.option('--cursor <cursor>', 'only events after it: a `nextCursor` of --json'),
    schema: z.object({ cursor: z.string().optional() }),
    async run({ api, output, signal }, { cursor }, [id]) {
      const trackId = parseTrackId(id);
      const client = await api('creator');
      const items: EventView[] = [];
      let next: string | null = cursor ?? null;
      do {
        signal.throwIfAborted();
        const page: z.infer<typeof EventPage> = await client.get(
          `/v1/tracks/${trackId}/events`,
          EventPage,
          { limit: 100, cursor: next ?? undefined },
        );
        items.push(...page.items);
        next = page.nextCursor;
      } while (next !== null);
      output.result({ items }, () =>
        items.length === 0
          ? 'No events yet.'
          : table(
              [
                { title: 'position', align: 'right' },
                { title: 'when' },
                { title: 'actor' },
                { title: 'event' },
              ],
              items.map((event) => [
                String(event.position),
                instant(event.occurredAt),
                event.actor,
                eventSentence(event),
              ]),
            ),
      );
      return EXIT.ok;
    },
  });
}
