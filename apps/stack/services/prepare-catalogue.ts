import {
  DatabaseSettings,
  parseSettings,
  s3Options,
  S3Settings,
} from '@fermata/contracts/settings';
import type { Keys } from '../settings/keys.ts';
import type { Env } from '../settings/outside-services.ts';
import { DATABASE } from '../settings/stack-env.ts';

/**
 * Migrates the schema and stores the people and API keys of keys.json. Returns the applied
 * migrations. @fermata/prisma is loaded here, because `fermata status` does not need it.
 */
export async function prepareCatalogue(
  env: Env,
  keys: Keys,
  isOutside: boolean,
): Promise<string[]> {
  const { migrate, openCatalogue, seedKeys } = await import('@fermata/prisma');
  const { DATABASE_URL: databaseUrl } = parseSettings(DatabaseSettings, env);
  const ownerUrl = env.DATABASE_OWNER_URL ?? databaseUrl;
  // The owner of an external database manages its roles.
  const { applied } = await migrate(
    ownerUrl,
    isOutside ? {} : { appRole: { name: DATABASE.app, password: keys.postgres.appPassword } },
  );
  await seedKeys(ownerUrl, keys.projectId, keys.keys);
  // Fails here, with its reason, if the application's role cannot use the database.
  const catalogue = await openCatalogue({ databaseUrl, poolSize: 1 });
  await catalogue.close();
  return applied;
}

/** Creates the bucket if it does not exist. */
export async function prepareBucket(env: Env): Promise<void> {
  const { openAssetStore } = await import('@fermata/storage');
  const store = openAssetStore(s3Options(parseSettings(S3Settings, env)));
  try {
    await store.ensureBucket();
  } finally {
    store.close();
  }
}
