import type { Command } from 'commander';
import { z } from 'zod';
import { instant, relative } from '@fermata/clients/words';
import { ReviewPage } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { Limit } from '../option-values.ts';
import { openReviewUrgency } from '../render/review-card.ts';
import { pairs, table } from '../render/table.ts';
import { listenLink } from '../track/listen-link.ts';

export function addReviewListCommand(review: Command): void {
  defineCommand(review, {
    usage: 'list',
    summary: 'list the reviews that wait for a decision, with links to listen',
    options: (command) =>
      command
        .option('--all', 'include closed reviews')
        .option('--limit <number>', 'number of reviews, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({
      all: z.boolean().default(false),
      limit: Limit,
      cursor: z.string().optional(),
    }),
    async run({ api, output }, { all, ...query }) {
      const client = await api('reviewer');
      const page = await client.get('/v1/reviews', ReviewPage, {
        ...query,
        state: all ? 'all' : 'open',
      });
      const links: [reviewId: string, link: string][] = [];
      if (!output.json)
        for (const item of page.items.filter(({ state }) => state === 'open' || state === 'grace'))
          links.push([item.reviewId, await listenLink(client, item)]);
      output.result(page, () =>
        page.items.length === 0
          ? `No ${all ? '' : 'open '}reviews.`
          : [
              table(
                [
                  { title: 'review' },
                  { title: 'track' },
                  { title: 'title', max: 40 },
                  { title: 'version', align: 'right' },
                  { title: 'state' },
                  { title: 'opened' },
                  { title: 'expires' },
                  { title: 'allowed' },
                ],
                page.items.map((item) => [
                  item.reviewId,
                  item.trackId,
                  item.title,
                  String(item.version),
                  `${item.state}${openReviewUrgency(item)}`,
                  instant(item.openedAt),
                  relative(item.expiresAt),
                  item.allowedActions.join(', '),
                ]),
              ),
              ...(links.length === 0 ? [] : [`Listen\n${pairs(links, '  ')}`]),
            ].join('\n\n'),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
}
