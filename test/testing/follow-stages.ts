import type { Stage } from '@fermata/contracts/values';
import { openCatalogue } from '@fermata/prisma';
import type { OwnStack } from './own-stack.ts';

export interface FollowedStages {
  /** The last stage that each track has entered, by track id. */
  readonly of: ReadonlyMap<string, Stage>;
  /** Resolves as soon as this is true. */
  until(isTrue: (stages: ReadonlyMap<string, Stage>) => boolean): Promise<void>;
  /** Reads what the catalogue has now. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Follows the stages of all tracks in the catalogue itself: faster than by polling the API, and while it is down. */
export async function followStages({ stack }: OwnStack): Promise<FollowedStages> {
  const catalogue = await openCatalogue({ databaseUrl: stack.env['DATABASE_URL'] ?? '' });
  const stages = new Map<string, Stage>();
  const checks = new Set<() => void>();
  let afterPosition = 0;
  let reading = Promise.resolve();
  async function read(): Promise<void> {
    const events = await catalogue.events.readAll({ projectId: 'default', afterPosition });
    for (const { position, stream, type, data } of events) {
      afterPosition = position;
      if (type === 'track.stage-entered') stages.set(stream.replace('track/', ''), data.stage);
    }
    for (const check of checks) check();
    if (events.length > 0) await read();
  }
  const refresh = (): Promise<void> => (reading = reading.then(read));
  const unsubscribe = await catalogue.events.onAppended(() => void refresh());
  await refresh();
  return {
    of: stages,
    refresh,
    until(isTrue) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const check = (): void => {
        if (!isTrue(stages)) return;
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      check();
      return promise;
    },
    async close() {
      await unsubscribe();
      await reading;
      await catalogue.close();
    },
  };
}
