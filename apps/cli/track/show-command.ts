import type { Command } from 'commander';
import { z } from 'zod';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { trackCard } from '../render/track-card.ts';
import { findTrack, isTrackView, parseTrackId } from './find-track.ts';
import { listenLink } from './listen-link.ts';

export function addShowCommand(track: Command): void {
  defineCommand(track, {
    usage: 'show <track>',
    summary: 'show everything known about a track',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const trackId = parseTrackId(id);
      const client = await api('creator');
      const answer = await findTrack(client, trackId);
      const links = new Map<number, string>();
      if (isTrackView(answer) && !output.json)
        for (const { version, assets } of answer.versions)
          if (assets.some(({ kind }) => kind === 'delivery-mp3'))
            links.set(version, await listenLink(client, { trackId, version }));
      output.result(answer, () =>
        isTrackView(answer)
          ? trackCard(answer, links)
          : `The track ${answer.trackId} is accepted; its first event is not written yet.`,
      );
      return EXIT.ok;
    },
  });
}
