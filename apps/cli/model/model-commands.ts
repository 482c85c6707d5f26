import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { ModelList, ModelView, RecallDryRun, RecallView } from '@fermata/contracts/http';
import { ModelId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { dryRunText, recallText } from '../recall/recall-text.ts';
import { modelsText, modelText } from './model-text.ts';
import { addRemoteModelsCommands } from './remote-models-commands.ts';

const PATH = '/v1/models';
const withReason = (command: Command): Command =>
  command.requiredOption('--reason <text>', 'the reason, which the events keep');
const Reason = z.object({ reason: z.string() });

/** `list`, `show`, the changes of the state, and `recall` of `fermata model`. */
export function addModelCommands(program: Command): void {
  const model = program
    .command('model')
    .description(
      'the models that interpret and compose, and the decisions of the project about them',
    );
  defineCommand(model, {
    usage: 'list',
    summary: 'list the models with their state in the project',
    isDefault: true,
    schema: z.object({}),
    async run({ api, output }) {
      const list = await (await api('creator')).get(PATH, ModelList);
      output.result(list, () => modelsText(list.items));
      return EXIT.ok;
    },
  });
  defineCommand(model, {
    usage: 'show <model>',
    summary: 'show a model: licence, training data, price, limit, state',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const view = await (await api('creator')).get(pathOf(id), ModelView);
      output.result(view, () => modelText(view));
      return EXIT.ok;
    },
  });
  for (const [action, summary] of [
    ['activate', 'use a model for all work of the project'],
    ['deprecate', 'stop using a model for new work'],
  ] as const)
    defineCommand(model, {
      usage: `${action} <model>`,
      summary,
      options: withReason,
      schema: Reason,
      async run({ api, output }, request, [id]) {
        const client = await api('operations');
        const view = await client.post(`${pathOf(id)}/${action}`, request, ModelView);
        output.result(view, () => modelText(view));
        return EXIT.ok;
      },
    });
  defineCommand(model, {
    usage: 'canary <model>',
    summary: 'use a model for a share of the briefs, always the same ones',
    options: (command) =>
      withReason(command).requiredOption('--share <percent>', 'percent of the briefs, 1 to 99'),
    schema: Reason.extend({ share: wholeNumber() }),
    async run({ api, output }, { reason, share }, [id]) {
      const client = await api('operations');
      const request = { reason, sharePercent: share };
      const view = await client.post(`${pathOf(id)}/canary`, request, ModelView);
      output.result(view, () => modelText(view));
      return EXIT.ok;
    },
  });
  defineCommand(model, {
    usage: 'recall <model>',
    summary: 'withdraw everything made with a model; without --expected-tracks only count it',
    options: (command) =>
      command
        .option('--reason <text>', 'the reason, which partners get')
        .option('--expected-tracks <number>', 'the number that the count has named'),
    schema: z.object({ reason: z.string().optional(), expectedTracks: wholeNumber().optional() }),
    async run({ api, output }, { reason, expectedTracks }, [id]) {
      const client = await api('operations');
      if (expectedTracks === undefined) {
        const { name, version } = await client.get(pathOf(id), ModelView);
        const subject = { kind: 'model', name, version };
        const counted = await client.post('/v1/recall-dry-runs', { subject }, RecallDryRun);
        output.result(counted, () => dryRunText(counted));
        return EXIT.ok;
      }
      if (reason === undefined)
        throw new CommandError(EXIT.usage, '--expected-tracks needs --reason TEXT.');
      const view = await client.post(
        `${pathOf(id)}/recall`,
        { reason, expectedTracks },
        RecallView,
        { idempotencyKey: `cli-${randomUUID()}` },
      );
      output.result(
        view,
        () => `${recallText(view)}\nSee its progress: fermata recall show ${view.recallId}`,
      );
      return EXIT.ok;
    },
  });
  addRemoteModelsCommands(model);
}

const wholeNumber = () =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number);

function pathOf(argument: string | undefined): string {
  const id = ModelId.safeParse(argument?.trim());
  if (id.success) return `${PATH}/${encodeURIComponent(id.data)}`;
  throw new CommandError(
    EXIT.usage,
    `"${argument ?? ''}" is not a model: write NAME@VERSION, as \`fermata model list\` shows it.`,
  );
}
