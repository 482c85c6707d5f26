import type { Command } from 'commander';
import { z } from 'zod';
import { ApiClient, ApiError } from '@fermata/clients/api';
import type { Role } from '@fermata/contracts/values';
import { resolveApiConnection } from './api-connection.ts';
import { CommandError, commandErrorFrom } from './command-error.ts';
import { endByCommander } from './end-by-commander.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { flagOf, invalidOptions } from './invalid-options.ts';
import { Output } from './output.ts';

export type CommandContext = {
  env: NodeJS.ProcessEnv;
  output: Output;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** A client with the key of `--as`, else of FERMATA_API_KEY, else of an actor with this role. */
  api: (needed: Role) => Promise<ApiClient>;
};

export type CommandSpec<O> = {
  /** In commander's form: `show <track>`. */
  usage: string;
  summary: string;
  /** Options and further help; every command has `--json`. */
  options?: (command: Command) => Command;
  /** Parses the options; a key is the option's name in camel case. */
  schema: z.ZodType<O>;
  /** A local command needs no key, so it has no `--as`. */
  local?: boolean;
  /** Runs if the group is called without a command. */
  isDefault?: boolean;
  run: (context: CommandContext, options: O, args: string[]) => Promise<ExitCode>;
};

const Common = z.object({ json: z.boolean().default(false), as: z.string().optional() });

/**
 * Adds a command and returns it. Its `run` gets parsed options and returns the exit code; every
 * error is printed as one sentence on stderr, and as JSON with `--json`.
 */
export function defineCommand<O>(parent: Command, spec: CommandSpec<O>): Command {
  const command = parent
    .command(spec.usage, { isDefault: spec.isDefault === true })
    .summary(spec.summary)
    .description(spec.summary);
  command.option('--json', 'print exactly one JSON value on stdout, everything else on stderr');
  if (spec.local !== true)
    command.option(
      '--as <actor>',
      'use the key of this role or actor in the data folder ' +
        '(default: FERMATA_API_KEY, else the role that the command needs)',
    );
  spec.options?.(command);
  command.exitOverride(endByCommander);
  command.action(async () => {
    const rawOptions = command.opts();
    const { json, as } = Common.parse(rawOptions);
    const output = new Output({ json, stdout: process.stdout, stderr: process.stderr });
    const interruption = new AbortController();
    const interrupt = (): void => interruption.abort();
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    try {
      const options = spec.schema.safeParse(rawOptions);
      if (!options.success)
        throw invalidOptions(
          options.error.issues.map(({ path, message }) => ({
            flag: flagOf(String(path[0] ?? '')),
            message,
          })),
        );
      const api = async (needed: Role): Promise<ApiClient> =>
        new ApiClient({
          ...(await resolveApiConnection(process.env, as, needed)),
          signal: interruption.signal,
          onRetry: (why) => output.note(`${why} (trying again)`),
        });
      process.exitCode = await spec.run(
        { env: process.env, output, signal: interruption.signal, api },
        options.data,
        command.processedArgs.filter((arg): arg is string => typeof arg === 'string'),
      );
    } catch (cause) {
      const error = cause instanceof ApiError ? commandErrorFrom(cause) : cause;
      process.exitCode = reportError(error, output, interruption.signal);
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    }
  });
  return command;
}

function reportError(error: unknown, output: Output, signal: AbortSignal): ExitCode {
  if (signal.aborted) {
    // Some commands report what continues after Ctrl-C.
    output.fail(
      error instanceof CommandError && error.exitCode === EXIT.interrupted
        ? error
        : new CommandError(EXIT.interrupted, 'Interrupted.'),
    );
    return EXIT.interrupted;
  }
  if (error instanceof CommandError) {
    output.fail(error);
    return error.exitCode;
  }
  // An unexpected error: print the stack trace.
  output.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  output.fail(
    new CommandError(EXIT.failed, error instanceof Error ? error.message : String(error)),
  );
  return EXIT.failed;
}
