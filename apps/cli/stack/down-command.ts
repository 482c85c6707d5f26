import type { Command } from 'commander';
import { z } from 'zod';
import { stopRunning } from '@fermata/stack';
import { dataFolder } from '../api-connection.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { showSteps } from './show-steps.ts';

/** Succeeds if nothing runs. */
export function addDownCommand(program: Command): void {
  defineCommand(program, {
    usage: 'down',
    summary: 'stop all services; the data stays',
    local: true,
    schema: z.object({}),
    async run({ env, output }) {
      const dataDir = dataFolder(env);
      const steps = showSteps(process.stderr);
      try {
        const ran = await stopRunning({ dataDir, onStep: steps.onStep });
        steps.stop();
        output.result({ state: 'stopped', wasRunning: ran, dataDir }, () =>
          ran
            ? 'All services have stopped. The data stays.'
            : `Nothing runs with the data of ${dataDir}.`,
        );
        return EXIT.ok;
      } finally {
        steps.stop();
      }
    },
  });
}
