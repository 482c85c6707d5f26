import type { z } from 'zod';
import {
  CheckpointPublicKeySettings,
  DatabaseSettings,
  EngineKeySettings,
  type Environment,
  parseSettings,
  s3Options,
  S3Settings,
} from '@fermata/contracts/settings';
import { runningStack, runningStackEnv } from '@fermata/stack';
import { dataFolder } from './api-connection.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

/** The database of the audit: `DATABASE_URL`, else that of the stack that runs in the data folder. */
export const databaseUrl = async (env: Environment): Promise<string> =>
  (await readSettings(DatabaseSettings, env, 'DATABASE_URL')).DATABASE_URL;

/**
 * Where the checkpoints of this database are and which keys sign them: `S3_*` and `FERMATA_CHECKPOINT_PUBLIC_KEY`, else
 * those of the stack that runs with this database. Null if neither is known.
 */
export async function checkpointSettings(
  env: Environment,
  database: string,
): Promise<{ s3: ReturnType<typeof s3Options>; publicKeys: string[] } | null> {
  const stack = env['S3_ENDPOINT'] ? null : await runningStackEnv(dataFolder(env), env);
  const source = env['S3_ENDPOINT'] ? env : stack?.['DATABASE_URL'] === database ? stack : null;
  if (source === null) return null;
  const publicKeys = readPublicKeys(source);
  if (publicKeys.length === 0)
    throw new CommandError(
      EXIT.usage,
      'Set FERMATA_CHECKPOINT_PUBLIC_KEY to the public key that signs checkpoints.',
    );
  return { s3: s3Options(parseOrFail(S3Settings, source)), publicKeys };
}

/** The public keys that sign checkpoints, the present one first. */
export const checkpointPublicKeys = async (env: Environment): Promise<string[]> =>
  readPublicKeys(
    env['FERMATA_CHECKPOINT_PUBLIC_KEY']
      ? env
      : await embeddedStackEnv(env, 'FERMATA_CHECKPOINT_PUBLIC_KEY'),
  );

const readPublicKeys = (source: Environment): string[] =>
  parseOrFail(CheckpointPublicKeySettings, source).FERMATA_CHECKPOINT_PUBLIC_KEY;

/** Keys of trusted engines; empty: the key of this installation. */
export const trustedEngineKeys = (env: Environment): string[] =>
  parseOrFail(EngineKeySettings, env).FERMATA_ENGINE_KEYS;

/** The store that has the engines: `S3_*`, else that of the stack that runs in the data folder. */
export const assetStoreSettings = async (env: Environment): Promise<ReturnType<typeof s3Options>> =>
  s3Options(await readSettings(S3Settings, env, 'S3_ENDPOINT'));

async function readSettings<T extends z.ZodType>(
  schema: T,
  env: Environment,
  variable: string,
): Promise<z.output<T>> {
  const source = env[variable] ? env : await embeddedStackEnv(env, variable);
  if (!source[variable])
    throw new CommandError(
      EXIT.usage,
      `The stack of ${dataFolder(env)} uses an external service: set ${variable} and the variables that go with it.`,
    );
  return parseOrFail(schema, source);
}

function parseOrFail<T extends z.ZodType>(schema: T, source: Environment): z.output<T> {
  try {
    return parseSettings(schema, source);
  } catch (error) {
    throw new CommandError(EXIT.usage, error instanceof Error ? error.message : String(error));
  }
}

async function embeddedStackEnv(env: Environment, variable: string): Promise<Environment> {
  const dataDir = dataFolder(env);
  const stack = await runningStackEnv(dataDir, env);
  if (stack === null)
    throw new CommandError(
      EXIT.absent,
      `No stack runs with the data of ${dataDir}: start it with "fermata up --detach", ` +
        `set FERMATA_DATA to its folder, or set ${variable}.`,
    );
  return stack;
}

/** Temporal's Web UI: `FERMATA_TEMPORAL_UI_URL`, else that of the running stack; null where unknown. */
export async function temporalUi(env: Environment): Promise<string | null> {
  return (
    env['FERMATA_TEMPORAL_UI_URL'] ||
    ((await runningStack(dataFolder(env)))?.addresses.temporalUi ?? null)
  );
}
