import { setCurrentDetails } from '@temporalio/workflow';
import { cache } from '../proxies.ts';

/** Takes what was least recently used out of the step caches that are over their budget. Run by a schedule. */
export async function evictCachesWorkflow(): Promise<{
  results: number;
  assets: number;
  freedBytes: number;
}> {
  setCurrentDetails('**Looking** for step caches that are over their budget');
  const { projects, ...done } = await cache.evictCaches.executeWithOptions(
    { summary: 'Evict what was least recently used' },
    [],
  );
  setCurrentDetails(
    `**Evicted ${done.results} results** and ${done.assets} assets (${done.freedBytes} bytes) in ${projects} projects`,
  );
  return done;
}
