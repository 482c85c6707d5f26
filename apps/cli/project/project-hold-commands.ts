import type { Command } from 'commander';
import { z } from 'zod';
import { instant, oneLine } from '@fermata/clients/words';
import { ProjectHoldView } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';

const PATH = '/v1/project/hold';

/** Adds show, hold and resume. */
export function addProjectHoldCommands(program: Command): void {
  const project = program
    .command('project')
    .description('hold and resume all releases of the project');
  defineCommand(project, {
    usage: 'show',
    isDefault: true,
    summary: 'whether the releases of the project are held',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('creator')).get(PATH, ProjectHoldView);
      output.result(view, () => holdText(view));
      return EXIT.ok;
    },
  });
  defineCommand(project, {
    usage: 'hold',
    summary: 'let every reservation, delivery and confirmation wait until the project is resumed',
    options: (command) =>
      command.requiredOption('--reason <text>', 'shown wherever a release waits'),
    schema: z.object({ reason: z.string() }),
    async run({ api, output }, { reason }) {
      const view = await (await api('operations')).put(PATH, { reason }, ProjectHoldView);
      output.result(view, () => holdText(view));
      return EXIT.ok;
    },
  });
  defineCommand(project, {
    usage: 'resume',
    summary: 'go on with the releases that wait',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('operations')).delete(PATH, ProjectHoldView);
      output.result(view, () => holdText(view));
      return EXIT.ok;
    },
  });
}

const holdText = ({ hold }: ProjectHoldView): string =>
  hold === null
    ? 'The releases of the project are not held.'
    : `The releases of the project are held: ${oneLine(hold.reason)}\n` +
      `Held by ${hold.heldBy} at ${instant(hold.heldAt)}. To go on: fermata project resume`;
