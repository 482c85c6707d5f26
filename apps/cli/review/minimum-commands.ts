import type { Command } from 'commander';
import { z } from 'zod';
import { duration, instant } from '@fermata/clients/words';
import { ReviewMinimumView } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, withFlags } from '../invalid-options.ts';
import { actorId, Figure } from '../option-values.ts';
import { pairs } from '../render/table.ts';

const PATH = '/v1/review-minimum';

const SetOptions = z.object({
  quorum: Figure,
  reviewer: z.array(z.string()).optional(),
  /** `--no-own-work` */
  ownWork: z.boolean(),
  graceSeconds: Figure,
});

export function addMinimumCommands(review: Command): void {
  const minimum = review
    .command('minimum')
    .description('the minimum review terms of the project, set by operations');
  defineCommand(minimum, {
    usage: 'show',
    isDefault: true,
    summary: 'the minimum review terms',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('creator')).get(PATH, ReviewMinimumView);
      output.result(view, () => minimumText(view));
      return EXIT.ok;
    },
  });
  defineCommand(minimum, {
    usage: 'set',
    summary:
      'refuse new tracks whose review terms are below these; an absent option demands nothing',
    options: (command) =>
      command
        .option('--quorum <number>', 'least number of approvals, 1 to 5')
        .option('--reviewer <actor...>', 'only these may be reviewers')
        .option('--no-own-work', 'nobody may decide on their own track')
        .option('--grace-seconds <number>', 'least time in which a decision can be undone'),
    schema: SetOptions,
    async run({ api, output }, { quorum, reviewer, ownWork, graceSeconds }) {
      const client = await api('operations');
      const terms = {
        quorum,
        reviewers: reviewer?.map(actorId),
        ownWorkAllowed: ownWork,
        graceSeconds,
      };
      const view = await client.put(PATH, terms, ReviewMinimumView).catch((error: unknown) => {
        throw withFlags(error, ([field = '']) => FLAGS[field] ?? flagOf(field));
      });
      output.result(view, () => minimumText(view));
      return EXIT.ok;
    },
  });
  defineCommand(minimum, {
    usage: 'clear',
    summary: 'demand nothing',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('operations')).put(PATH, {}, ReviewMinimumView);
      output.result(view, () => minimumText(view));
      return EXIT.ok;
    },
  });
}

/** The options that are not named like their field. */
const FLAGS: Record<string, string> = { reviewers: '--reviewer', ownWorkAllowed: '--no-own-work' };

const minimumText = (view: ReviewMinimumView): string =>
  pairs([
    ['approvals', `at least ${view.quorum}`],
    ['reviewers', view.reviewers.length === 0 ? 'all of the project' : view.reviewers.join(', ')],
    ['own work', view.ownWorkAllowed ? 'may be allowed' : 'must not be decided by its creator'],
    [
      'time to undo',
      view.graceSeconds === 0 ? 'as requested' : `at least ${duration(view.graceSeconds)}`,
    ],
    ...(view.setBy === null || view.setAt === null
      ? []
      : [['set', `by ${view.setBy} at ${instant(view.setAt)}`] as const]),
  ]);
