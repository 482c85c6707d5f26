import type { CacheLimits } from '@fermata/contracts';
import type { Catalogue, Eviction } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { withHeartbeat } from '../with-heartbeat.ts';

export interface CacheDeps {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  readonly cacheLimits: CacheLimits;
}

/** Task queue `control`: keeps the step caches within their budgets. */
export function createCacheActivities({ catalogue, assets, cacheLimits }: CacheDeps) {
  return {
    /** One project after the other; answers those from which something went. */
    async evictCaches(): Promise<Eviction[]> {
      return withHeartbeat(async ({ signal, onProgress }) => {
        const done: Eviction[] = [];
        const projects = await catalogue.cache.projects();
        for (const [index, projectId] of projects.entries()) {
          signal.throwIfAborted();
          onProgress(index / projects.length, `project ${projectId}`);
          const eviction = await catalogue.cache.evict(projectId, cacheLimits, (sha256) => assets.remove(projectId, sha256));
          if (eviction.results + eviction.assets > 0) done.push(eviction);
        }
        // The answer of an activity is small.
        return done.slice(0, MOST_TOLD);
      });
    },
  };
}

const MOST_TOLD = 20;

export type CacheActivities = ReturnType<typeof createCacheActivities>;
