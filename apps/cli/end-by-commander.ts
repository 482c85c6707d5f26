import { PassThrough } from 'node:stream';
import type { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';
import { Output } from './output.ts';

/** How commander ends for a wrong command line: with 2, as 1 means that something was tried. It has told people; with `--json` programs get their one value too. */
export function endByCommander({ exitCode, message }: CommanderError): never {
  if (exitCode === 0) process.exit(EXIT.ok);
  if (process.argv.includes('--json'))
    new Output({ json: true, stdout: process.stdout, stderr: new PassThrough() }).fail(
      new CommandError(EXIT.usage, message.replace(/^error: /, '')),
    );
  process.exit(EXIT.usage);
}
