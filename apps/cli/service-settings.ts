import { readKeys, runningStack } from '@fermata/stack';
import { dataFolder } from './api/api-connection.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

type Env = NodeJS.ProcessEnv;

/** For what goes past the API: the database of the audit. `DATABASE_URL`, else the one of the stack that runs in the data folder. */
export async function databaseUrl(env: Env): Promise<string> {
  if (env['DATABASE_URL']) return env['DATABASE_URL'];
  const { keys, addresses } = await embedded(env, 'DATABASE_URL');
  return `postgresql://fermata_app:${encodeURIComponent(keys.postgres.appPassword)}@${addresses.postgres}/fermata`;
}

/** The store that the engines are fetched from: `S3_*`, else the one of the stack that runs in the data folder. */
export async function assetStoreSettings(env: Env): Promise<{ endpoint: string; region: string; accessKeyId: string; secretAccessKey: string; bucket: string }> {
  const region = env['S3_REGION'] || 'us-east-1';
  const bucket = env['S3_BUCKET'] || 'fermata';
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (endpoint) {
    if (!accessKeyId || !secretAccessKey) throw new CommandError(EXIT.usage, 'S3_ENDPOINT is set, so S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set too.');
    return { endpoint, region, accessKeyId, secretAccessKey, bucket };
  }
  const { keys, addresses } = await embedded(env, 'S3_ENDPOINT');
  return { endpoint: addresses.s3, region, ...keys.s3, bucket };
}

async function embedded(env: Env, variable: string) {
  const dataDir = dataFolder(env);
  const [keys, stack] = await Promise.all([readKeys(dataDir), runningStack(dataDir)]);
  if (keys === null || stack === null) throw new CommandError(EXIT.absent, `Nothing runs with the data of ${dataDir}: start it with "fermata up --detach", set FERMATA_DATA to its folder, or set ${variable}.`);
  return { keys, addresses: stack.addresses };
}

/** Where Temporal's Web UI is: `FERMATA_TEMPORAL_UI_URL`, else that of the stack that runs in the data folder; null where nobody knows. */
export async function temporalUi(env: Env): Promise<string | null> {
  return env['FERMATA_TEMPORAL_UI_URL'] || ((await runningStack(dataFolder(env)))?.addresses.temporalUi ?? null);
}
