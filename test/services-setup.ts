import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres, startS3 } from '@fermata/stack/services';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser of this run's PostgreSQL. */
    databaseAdminUrl: string;
    s3: { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string };
  }
}

/** One PostgreSQL and one S3 for all service tests, on free ports, removed with their data at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-services-'));
  const stops: (() => Promise<void>)[] = [];
  const teardown = async (): Promise<void> => {
    await Promise.all(stops.map((stop) => stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // PostgreSQL may run as another user, which needs access to the folder.
    await chmod(folder, 0o711);
    const kept = <T extends { stop(): Promise<void> }>(service: T): T => {
      stops.push(() => service.stop());
      return service;
    };
    const started = await Promise.allSettled([
      startPostgres({ folder }).then(kept),
      startS3({ folder }).then(kept),
    ]);
    const [postgres, s3] = [valueOf(started[0]), valueOf(started[1])];
    project.provide('databaseAdminUrl', postgres.adminUrl);
    project.provide('s3', {
      endpoint: s3.endpoint,
      region: s3.region,
      accessKeyId: s3.accessKeyId,
      secretAccessKey: s3.secretAccessKey,
    });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

function valueOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
