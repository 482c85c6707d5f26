import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { deriveId, sha256Hex } from '@fermata/contracts/values';
import { freshDatabase, type FreshDatabase } from '../../test/fresh-database.ts';
import type { RecipeRef } from '../steps/version-ref.ts';
import type { WorkContext } from '../steps/with-heartbeat.ts';
import { type OpenStepDeps, openStepDeps } from './step-deps.ts';

type Services = Parameters<typeof openStepDeps>[0];

/** Its own database and bucket, removed when the test ends. */
export async function openStepHarness(): Promise<{
  deps: OpenStepDeps;
  database: FreshDatabase;
  services: Services;
}> {
  const database = await freshDatabase();
  const services = {
    databaseUrl: database.databaseUrl,
    s3: { ...inject('s3'), bucket: `steps-${randomUUID()}` },
  };
  const deps = await openStepDeps(services);
  onTestFinished(() => deps.close());
  await deps.assets.ensureBucket();
  return { deps, database, services };
}

export const trackIdOf = (name: string): string => deriveId('trk', name);
export const recipeRef = (name: string): RecipeRef => ({
  projectId: 'default',
  trackId: trackIdOf(name),
  version: 1,
  recipeId: sha256Hex(name),
});
export const workContext: WorkContext = {
  signal: new AbortController().signal,
  attempt: 1,
  scheduledAt: 0,
  attemptScheduledAt: 0,
  onProgress: () => undefined,
  onWarning: () => undefined,
};
