import { runningStack, runningStackEnv, S3_DEFAULTS } from '@fermata/stack';
import { dataFolder } from './api-connection.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** For what goes past the API: the database of the audit. `DATABASE_URL`, else the one of the stack that runs in the data folder. */
export async function databaseUrl(env: Env): Promise<string> {
  const { DATABASE_URL } = env['DATABASE_URL'] ? env : await embeddedStackEnv(env, 'DATABASE_URL');
  if (!DATABASE_URL)
    throw new CommandError(
      EXIT.usage,
      `The stack of ${dataFolder(env)} uses a database of its own: set DATABASE_URL to it.`,
    );
  return DATABASE_URL;
}

/** The store that the engines are fetched from: `S3_*`, else the one of the stack that runs in the data folder. */
export async function assetStoreSettings(env: Env): Promise<{
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  bucket: string;
}> {
  const set = env['S3_ENDPOINT'] ? env : await embeddedStackEnv(env, 'S3_ENDPOINT');
  const {
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = set;
  if (!endpoint)
    throw new CommandError(
      EXIT.usage,
      `The stack of ${dataFolder(env)} uses an S3 of its own: set S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY to it.`,
    );
  if (!accessKeyId || !secretAccessKey)
    throw new CommandError(
      EXIT.usage,
      'S3_ENDPOINT is set, so S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set too.',
    );
  return {
    endpoint,
    region: set['S3_REGION'] || S3_DEFAULTS.region,
    accessKeyId,
    secretAccessKey,
    bucket: set['S3_BUCKET'] || S3_DEFAULTS.bucket,
  };
}

async function embeddedStackEnv(env: Env, variable: string): Promise<Env> {
  const dataDir = dataFolder(env);
  const stack = await runningStackEnv(dataDir, env);
  if (stack === null)
    throw new CommandError(
      EXIT.absent,
      `Nothing runs with the data of ${dataDir}: start it with "fermata up --detach", set FERMATA_DATA to its folder, or set ${variable}.`,
    );
  return stack;
}

/** Where Temporal's Web UI is: `FERMATA_TEMPORAL_UI_URL`, else that of the stack that runs in the data folder; null where nobody knows. */
export async function temporalUi(env: Env): Promise<string | null> {
  return (
    env['FERMATA_TEMPORAL_UI_URL'] ||
    ((await runningStack(dataFolder(env)))?.addresses.temporalUi ?? null)
  );
}
