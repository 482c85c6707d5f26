import type { CacheLimits } from '@fermata/contracts/settings';
import { cleanText } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { withHeartbeat } from '../steps/with-heartbeat.ts';

export interface CacheDeps {
  readonly catalogue: Pick<Catalogue, 'cache'>;
  readonly assets: AssetStore;
  readonly cacheLimits: CacheLimits;
}

/** Task queue `control`: keeps the step caches within their budgets. */
export function createCacheActivities({ catalogue, assets, cacheLimits }: CacheDeps) {
  return {
    /**
     * Evicts project by project and returns the totals. A failing project does not stop the others;
     * the activity throws after all have been tried.
     */
    async evictCaches(): Promise<EvictionSummary> {
      return withHeartbeat(async ({ signal, onProgress }) => {
        const summary: EvictionSummary = { projects: 0, results: 0, assets: 0, freedBytes: 0 };
        const failures: string[] = [];
        const projects = await catalogue.cache.projects();
        for (const [index, projectId] of projects.entries()) {
          signal.throwIfAborted();
          onProgress(index / projects.length, `project ${projectId}`);
          try {
            const {
              results,
              assets: evicted,
              freedBytes,
            } = await catalogue.cache.evict(projectId, cacheLimits, (sha256) =>
              assets.remove(projectId, sha256),
            );
            if (results + evicted > 0) summary.projects += 1;
            summary.results += results;
            summary.assets += evicted;
            summary.freedBytes += freedBytes;
          } catch (error) {
            signal.throwIfAborted();
            failures.push(
              `${projectId}: ${error instanceof Error ? error.message : String(error)}`,
            );
          }
        }
        // Evictions of the other projects are final; a retry evicts only the rest.
        if (failures.length > 0)
          throw new Error(
            cleanText(
              `the caches of ${failures.length} of ${projects.length} projects ` +
                `could not be reduced to their budgets: ${failures.join('; ')}`,
              500,
            ),
          );
        return summary;
      });
    },
  };
}

/** `projects`: how many had something evicted. */
export interface EvictionSummary {
  projects: number;
  results: number;
  assets: number;
  freedBytes: number;
}

export type CacheActivities = ReturnType<typeof createCacheActivities>;
