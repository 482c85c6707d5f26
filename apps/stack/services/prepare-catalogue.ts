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
  const ownerUrl = env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? '';
  // The owner of an external database manages its roles.
  const { applied } = await migrate(
    ownerUrl,
    isOutside ? {} : { appRole: { name: DATABASE.app, password: keys.postgres.appPassword } },
  );
  await seedKeys(ownerUrl, keys.projectId, keys.keys);
  // Fails here, with its reason, if the application's role cannot use the database.
  const catalogue = await openCatalogue({ databaseUrl: env.DATABASE_URL ?? '', poolSize: 1 });
  await catalogue.close();
  return applied;
}

/** Creates the bucket if it does not exist. */
export async function prepareBucket(env: Env): Promise<void> {
  const { openAssetStore } = await import('@fermata/storage');
  const store = openAssetStore({
    endpoint: env.S3_ENDPOINT ?? '',
    region: env.S3_REGION ?? '',
    accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
    bucket: env.S3_BUCKET ?? '',
  });
  try {
    await store.ensureBucket();
  } finally {
    store.close();
  }
}
