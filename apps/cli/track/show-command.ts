import type { Command } from 'commander';
import { z } from 'zod';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { trackCard } from '../render/track-card.ts';
import { findTrack, isTrackView, parseTrackId } from './find-track.ts';

export function addShowCommand(track: Command): void {
  defineCommand(track, {
    usage: 'show <track>',
    summary: 'show everything known about a track',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const trackId = parseTrackId(id);
      const answer = await findTrack(await api('creator'), trackId);
      output.result(answer, () =>
        isTrackView(answer)
          ? trackCard(answer)
          : `The track ${answer.trackId} is accepted; its first event is not written yet.`,
      );
      return EXIT.ok;
    },
  });
}
