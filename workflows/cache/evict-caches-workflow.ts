import { setCurrentDetails } from '@temporalio/workflow';
import { call } from '../call.ts';
import { cache } from '../proxies.ts';

/** Evicts the least recently used entries of step caches over their budget. Run by a schedule. */
export async function evictCachesWorkflow(): Promise<{
  results: number;
  assets: number;
  freedBytes: number;
}> {
  setCurrentDetails('**Evicting** from step caches over their budget');
  const { projects, ...done } = await call(
    cache.evictCaches,
    'Evict the least recently used entries',
    undefined,
  );
  setCurrentDetails(
    `**Evicted ${done.results} results** and ${done.assets} assets (${done.freedBytes} bytes) in ${projects} projects`,
  );
  return done;
}
