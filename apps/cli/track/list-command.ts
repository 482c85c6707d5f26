import type { Command } from 'commander';
import { z } from 'zod';
import { duration, relative } from '@fermata/clients/words';
import { TrackPage } from '@fermata/contracts/http';
import { MOODS, STAGES, STYLES } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { withFlags } from '../invalid-options.ts';
import { Limit, oneOf } from '../option-values.ts';
import { table } from '../render/table.ts';

export function addListCommand(track: Command): void {
  defineCommand(track, {
    usage: 'list',
    summary: 'the tracks of the project, the newest first',
    options: (command) =>
      command
        .option('--stage <stage>', 'only tracks in this stage')
        .option(
          '--text <words>',
          'only tracks with these words, in any order, in title, brief, style, mood, key, tempo or tags',
        )
        .option('--tag <tags>', 'only tracks with all of these tags, separated by commas')
        .option('--style <style>', `only tracks of this style: ${STYLES.join(', ')}`)
        .option('--mood <mood>', `only tracks of this mood: ${MOODS.join(', ')}`)
        .option('--key <key>', 'only tracks in this key, such as "F# minor", "Am" or "fis-Moll"')
        .option('--tempo <bpm>', 'only tracks of this tempo, such as 78 or 70-90')
        .option('--person <actor>', 'only tracks that this person requested, picked or decided on')
        .option('--order <id>', 'only the tracks of the order of a partner with this id')
        .option('--from <day>', 'only tracks requested since this day (UTC)')
        .option('--to <day>', 'only tracks requested until this day (UTC)')
        .option('--limit <number>', 'number of tracks, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({
      stage: oneOf(STAGES).optional(),
      style: oneOf(STYLES).optional(),
      mood: oneOf(MOODS).optional(),
      text: z.string().optional(),
      tag: z.string().optional(),
      key: z.string().optional(),
      tempo: z.string().optional(),
      person: z
        .string()
        .transform((name) => (name.startsWith('act_') ? name : `act_${name}`))
        .optional(),
      order: z.string().optional(),
      from: z.string().optional(),
      to: z.string().optional(),
      limit: Limit,
      cursor: z.string().optional(),
    }),
    async run({ api, output }, options) {
      const page = await (
        await api('creator')
      )
        .get('/v1/tracks', TrackPage, options)
        .catch((error: unknown) => {
          throw withFlags(error);
        });
      output.result(page, () =>
        page.items.length === 0
          ? 'No matching tracks.'
          : table(
              [
                { title: 'track' },
                { title: 'title', max: 40 },
                { title: 'stage' },
                { title: 'style' },
                { title: 'length', align: 'right' },
                { title: 'version', align: 'right' },
                { title: 'changed' },
              ],
              page.items.map((item) => [
                item.trackId,
                item.title,
                item.stage + (item.held ? ', held' : ''),
                item.style ?? '–',
                duration(item.durationSeconds),
                String(item.version),
                relative(item.updatedAt),
              ]),
            ),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
}
