import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { deriveId, sha256Hex } from '@fermata/contracts';
import { freshDatabase, type FreshDatabase } from '../../test/fresh-database.ts';
import type { AssetUse } from '../asset-keeper.ts';
import type { Watch } from '../with-heartbeat.ts';
import { type OpenRooms, openStepRooms } from './step-rooms.ts';

type Services = Parameters<typeof openStepRooms>[0];

/** A database and a bucket of their own, gone when the test ends. */
export async function stepHouse(): Promise<{
  rooms: OpenRooms;
  database: FreshDatabase;
  services: Services;
}> {
  const database = await freshDatabase();
  const services = {
    databaseUrl: database.databaseUrl,
    s3: { ...inject('s3'), bucket: `steps-${randomUUID()}` },
  };
  const rooms = await openStepRooms(services);
  onTestFinished(() => rooms.close());
  await rooms.assets.ensureBucket();
  return { rooms, database, services };
}

export const trackOf = (name: string): string => deriveId('trk', name);
export const use = (name: string): AssetUse => ({
  projectId: 'default',
  trackId: trackOf(name),
  version: 1,
  recipeId: sha256Hex(name),
});
export const watch: Watch = {
  signal: new AbortController().signal,
  attempt: 1,
  onProgress: () => undefined,
};
