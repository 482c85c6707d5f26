import type { Command } from 'commander';
import { z } from 'zod';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { reviewCard } from '../render/review-card.ts';
import { listenLink } from '../track/listen-link.ts';
import { findReview } from './find-review.ts';

export function addReviewShowCommand(review: Command): void {
  defineCommand(review, {
    usage: 'show <review>',
    summary:
      'show the version that a review is about, with a link to listen (a review id, or a track id)',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const client = await api('reviewer');
      const found = await findReview(client, id);
      const [link = '', ...earlier] = output.json
        ? []
        : await Promise.all(
            [found, ...found.earlierVersions].map(({ version }) =>
              listenLink(client, { trackId: found.trackId, version }),
            ),
          );
      const links = new Map(
        found.earlierVersions.map(({ version }, at): [number, string] => [
          version,
          earlier[at] ?? 'there is no MP3',
        ]),
      );
      output.result(found, () => reviewCard(found, link, links));
      return EXIT.ok;
    },
  });
}
