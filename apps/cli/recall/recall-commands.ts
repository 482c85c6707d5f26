import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { RecallDryRun, RecallPage, RecallView } from '@fermata/contracts/http';
import { describeRecallSubject, RecallId } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { Limit } from '../option-values.ts';
import { parseId } from '../parse-id.ts';
import { table } from '../render/table.ts';
import { parseSubject, SubjectOptions, subjectOptions } from './recall-subject.ts';
import { dryRunText, recallText } from './recall-text.ts';

const PATH = '/v1/recalls';

export function addRecallCommands(program: Command): void {
  const recall = program
    .command('recall')
    .description('take everything off sale that was made with an engine or a model');
  defineCommand(recall, {
    usage: 'dry-run',
    summary: 'count and list the tracks and releases that a recall would concern; changes nothing',
    options: subjectOptions,
    schema: SubjectOptions,
    async run({ api, output }, options) {
      const subject = parseSubject(options);
      const path = '/v1/recall-dry-runs';
      const run = await (await api('operations')).post(path, { subject }, RecallDryRun);
      output.result(run, () => dryRunText(run));
      return EXIT.ok;
    },
  });
  defineCommand(recall, {
    usage: 'start',
    summary:
      'recall an engine or a model: withdraw its tracks, and refuse new ones until it is lifted',
    options: (command) =>
      subjectOptions(command)
        .requiredOption('--reason <text>', 'the reason, which partners get')
        .requiredOption('--expected-tracks <number>', 'the number that the dry run has named'),
    schema: SubjectOptions.extend({
      reason: z.string(),
      expectedTracks: z
        .string()
        .regex(/^\d{1,9}$/, 'must be a whole number')
        .transform(Number),
    }),
    async run({ api, output }, { reason, expectedTracks, ...options }) {
      const request = { subject: parseSubject(options), reason, expectedTracks };
      const view = await (
        await api('operations')
      ).post(PATH, request, RecallView, { idempotencyKey: `cli-${randomUUID()}` });
      output.result(
        view,
        () => `${recallText(view)}\nSee its progress: fermata recall show ${view.recallId}`,
      );
      return EXIT.ok;
    },
  });
  defineCommand(recall, {
    usage: 'list',
    summary: 'list the recalls, newest first',
    options: (command) =>
      command
        .option('--limit <number>', 'number of recalls, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({ limit: Limit, cursor: z.string().optional() }),
    async run({ api, output }, query) {
      const page = await (await api('operations')).get(PATH, RecallPage, query);
      output.result(page, () =>
        page.items.length === 0
          ? 'No recalls.'
          : table(
              [
                ...[{ title: 'recall' }, { title: 'state' }, { title: 'started' }],
                ...[{ title: 'subject' }, { title: 'reason', max: 60 }],
              ],
              page.items.map(({ recallId, state, startedAt, subject, reason }) => [
                ...[recallId, state, instant(startedAt), describeRecallSubject(subject), reason],
              ]),
            ),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
  defineCommand(recall, {
    usage: 'show <recall>',
    summary: 'show a recall and its progress',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const path = `${PATH}/${parseRecallId(id)}`;
      const view = await (await api('operations')).get(path, RecallView);
      output.result(view, () => recallText(view));
      return EXIT.ok;
    },
  });
  defineCommand(recall, {
    usage: 'lift <recall>',
    summary: 'end a recall: its tracks may be approved and released again',
    options: (command) => command.requiredOption('--reason <text>', 'the reason'),
    schema: z.object({ reason: z.string() }),
    async run({ api, output }, { reason }, [id]) {
      const path = `${PATH}/${parseRecallId(id)}/lift`;
      const view = await (await api('operations')).post(path, { reason }, RecallView);
      output.result(view, () => recallText(view));
      return EXIT.ok;
    },
  });
}

const parseRecallId = (argument: string | undefined): string =>
  parseId(RecallId, argument, { kind: 'recall', prefix: 'rcl' });
