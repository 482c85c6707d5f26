import { NativeConnection } from '@temporalio/worker';
import { s3Options } from '@fermata/contracts/settings';
import { partnersFromEnvironment } from '@fermata/partners';
import { openCatalogue } from '@fermata/prisma';
import { openAssetStore, openCheckpointStore } from '@fermata/storage';
import { temporalConnection } from '@fermata/temporal-config/connection';
import { dataConverter } from '@fermata/temporal-config/data-converter';
import type { WorkerConfig } from './worker-config.ts';

/** PostgreSQL, S3 with its bucket, and Temporal. Throws if one of them cannot be reached. */
export async function connectServices(config: WorkerConfig, env: NodeJS.ProcessEnv) {
  const catalogue = await openCatalogue({
    databaseUrl: config.DATABASE_URL,
    configuredPartners: Object.keys(partnersFromEnvironment(env)),
  });
  const assets = openAssetStore(s3Options(config));
  await assets.ensureBucket();
  const checkpoints = openCheckpointStore(s3Options(config));
  const { connectionOptions, namespace } = temporalConnection(env);
  const connection = await NativeConnection.connect(connectionOptions);
  const converter = dataConverter(env);
  return {
    catalogue,
    assets,
    checkpoints,
    /** For clients and workers. */
    temporal: { connection, namespace, ...(converter ? { dataConverter: converter } : {}) },
    async close(): Promise<void> {
      await connection.close();
      await catalogue.close();
      assets.close();
      checkpoints.close();
    },
  };
}
