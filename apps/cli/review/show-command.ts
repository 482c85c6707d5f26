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
      const link = output.json ? '' : await listenLink(client, found);
      output.result(found, () => reviewCard(found, link));
      return EXIT.ok;
    },
  });
}
