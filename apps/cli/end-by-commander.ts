import { PassThrough } from 'node:stream';
import type { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';
import { Output } from './output.ts';

/** Commander's errors exit with 2. Commander has printed the message; with `--json` it is printed as JSON, too. */
export function endByCommander({ exitCode, message }: CommanderError): never {
  if (exitCode === 0) process.exit(EXIT.ok);
  if (process.argv.includes('--json'))
    new Output({ json: true, stdout: process.stdout, stderr: new PassThrough() }).fail(
      new CommandError(EXIT.usage, message.replace(/^error: /, '')),
    );
  process.exit(EXIT.usage);
}
