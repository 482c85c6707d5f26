import type { Command } from 'commander';
import { z } from 'zod';
import { ApiClient, ApiError } from '@fermata/clients/api';
import { resolveApiConnection } from './api-connection.ts';
import type { SeededActor } from './api-connection.ts';
import { CommandError, commandErrorFrom } from './command-error.ts';
import { endByCommander } from './end-by-commander.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { invalidOptions } from './invalid-options.ts';
import { Output } from './output.ts';

export type CommandContext = {
  env: NodeJS.ProcessEnv;
  output: Output;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** The API as the actor that `--as` names, else as `fallback`. */
  api(fallback: SeededActor): Promise<ApiClient>;
};

export type CommandSpec<O> = {
  /** As commander writes it: `show <track>`. */
  usage: string;
  summary: string;
  /** Options and further help. `--json` is always there. */
  options?: (command: Command) => Command;
  /** How the options are parsed; a key is the option's name in camel case. */
  schema: z.ZodType<O>;
  /** Local commands need no key, so no `--as`. */
  local?: boolean;
  /** What its group does when no command is named. */
  isDefault?: boolean;
  run(context: CommandContext, options: O, args: string[]): Promise<ExitCode>;
};

const Common = z.object({ json: z.boolean().default(false), as: z.string().optional() });

/** Adds a command, and answers it for those that have commands of their own: parsed options in, exit code out, every fault as one sentence on stderr (and as JSON with `--json`). */
export function defineCommand<O>(parent: Command, spec: CommandSpec<O>): Command {
  const command = parent
    .command(spec.usage, { isDefault: spec.isDefault === true })
    .summary(spec.summary)
    .description(spec.summary);
  command.option('--json', 'print exactly one JSON value on stdout, all else on stderr');
  if (spec.local !== true)
    command.option(
      '--as <actor>',
      'whose key of the data folder to use: ada, rita, otto (default: FERMATA_API_KEY, else as the command needs)',
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
      const api = async (fallback: SeededActor): Promise<ApiClient> =>
        new ApiClient({
          ...(await resolveApiConnection(process.env, as, fallback)),
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

/** `pickSeconds` → `--pick-seconds` */
export const flagOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function reportError(error: unknown, output: Output, signal: AbortSignal): ExitCode {
  if (signal.aborted) {
    // Some commands tell what goes on without them.
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
  // Not foreseen, so the place in the code helps more than it disturbs.
  output.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  output.fail(
    new CommandError(EXIT.failed, error instanceof Error ? error.message : String(error)),
  );
  return EXIT.failed;
}
