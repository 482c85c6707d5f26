import type { Command } from 'commander';
import { z } from 'zod';
import { AssetLinks } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { pairs } from '../render/table.ts';
import { findTrackView, parseTrackId } from './find-track.ts';

export function addCandidatesCommand(track: Command): void {
  defineCommand(track, {
    usage: 'candidates <track>',
    summary: 'the candidates of the current version, with links to listen to them',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const client = await api('creator');
      const { trackId, version, candidates, now, allowedActions } = await findTrackView(
        client,
        parseTrackId(id),
      );
      const { items } = await client.get(`/v1/tracks/${trackId}/assets`, AssetLinks, {
        version,
        kind: 'sketch',
      });
      const shown = candidates
        .filter((candidate) => candidate.version === version)
        .map((candidate) => ({
          ...candidate,
          sketch: items.find(({ candidate: number }) => number === candidate.number) ?? null,
        }));
      output.result({ trackId, version, candidates: shown }, () =>
        shown.length === 0
          ? `Version ${version} has no candidates yet: ${now}.`
          : [
              ...shown.map(({ number, candidateId, rating, picked, criteria, sketch }) =>
                [
                  `Candidate ${number}${picked ? ', picked' : ''}`,
                  pairs(
                    [
                      ['id', candidateId],
                      ['rating', rating === null ? '–' : rating.toFixed(2)],
                      ...criteria.map(({ name, detail }) => [name, detail] as const),
                      ['listen', sketch?.url ?? '–'],
                    ],
                    '  ',
                  ),
                ].join('\n'),
              ),
              ...(allowedActions.includes('pick')
                ? [`Pick one: fermata track pick ${trackId} NUMBER`]
                : []),
            ].join('\n\n'),
      );
      return EXIT.ok;
    },
  });
}
