import type { Command } from 'commander';
import { z } from 'zod';
import { RemoteModelsView } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { remoteModelsText } from './model-text.ts';

const PATH = '/v1/project/remote-models';

/** `remote`, `allow-remote` and `refuse-remote` of `fermata model`. */
export function addRemoteModelsCommands(model: Command): void {
  defineCommand(model, {
    usage: 'remote',
    summary: 'whether the project uses models that run on other machines',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('creator')).get(PATH, RemoteModelsView);
      output.result(view, () => remoteModelsText(view));
      return EXIT.ok;
    },
  });
  for (const [usage, allowed, summary] of [
    ['allow-remote', true, 'let models on other machines see the texts and music of the project'],
    ['refuse-remote', false, 'keep the texts and music of the project from models elsewhere'],
  ] as const)
    defineCommand(model, {
      usage,
      summary,
      options: (command) => command.requiredOption('--reason <text>', 'the reason'),
      schema: z.object({ reason: z.string() }),
      async run({ api, output }, { reason }) {
        const client = await api('operations');
        const view = await client.put(PATH, { allowed, reason }, RemoteModelsView);
        output.result(view, () => remoteModelsText(view));
        return EXIT.ok;
      },
    });
}
