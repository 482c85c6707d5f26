import type { Command } from 'commander';
import { z } from 'zod';
import { relative } from '@fermata/clients/words';
import { readStackFile, stackStatus } from '@fermata/stack';
import { dataFolder } from '../api-connection.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';

export function addStatusCommand(program: Command): void {
  defineCommand(program, {
    usage: 'status',
    summary: 'the state of every service',
    local: true,
    schema: z.object({}),
    options: (command) =>
      command.addHelpText(
        'after',
        '\nExit code 0: all services are healthy. 1: a service is not. 3: no stack runs.',
      ),
    async run({ env, output }) {
      const dataDir = dataFolder(env);
      const status = await stackStatus(dataDir);
      if (!status) {
        const killed = (await readStackFile(dataDir)) !== null;
        output.result({ state: killed ? 'killed' : 'stopped', dataDir }, () =>
          killed
            ? `The stack of ${dataDir} was killed and may have left processes behind. \`fermata ` +
              `down\` ends them, \`fermata up --detach\` starts again.`
            : `Nothing runs with the data of ${dataDir}. \`fermata up --detach\` starts it.`,
        );
        return EXIT.absent;
      }
      output.result(status, () =>
        [
          `${status.state === 'running' ? 'Up' : `Now ${status.state}`}, started ` +
            `${relative(status.since)} (process ${status.supervisor}, data in ${dataDir})`,
          table(
            [
              { title: 'SERVICE' },
              { title: 'STATE' },
              { title: 'PID', align: 'right' },
              { title: 'RESTARTS', align: 'right' },
              { title: 'ADDRESS' },
              { title: '', max: 60 },
            ],
            status.services.map(({ name, state, pid, restarts, address, detail }) => [
              name,
              state,
              pid === null ? '' : String(pid),
              String(restarts),
              address,
              detail ?? '',
            ]),
          ),
          ...status.services
            .filter(({ name }) => name === 'api')
            .map(({ address }) => `To try the API: ${address}/docs`),
          ...status.services
            .filter(({ name }) => name === 'partner')
            .map(({ address }) => `The shop: ${address}`),
          ...(status.temporalUi === null ? [] : [`Temporal UI: ${status.temporalUi}`]),
        ].join('\n'),
      );
      return status.healthy && status.state === 'running' ? EXIT.ok : EXIT.failed;
    },
  });
}
