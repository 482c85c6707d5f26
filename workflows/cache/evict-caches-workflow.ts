import { setCurrentDetails } from '@temporalio/workflow';
import { call } from '../call.ts';
import { cache } from '../proxies.ts';

/** Takes what was least recently used out of the step caches that are over their budget. Run by a schedule. */
export async function evictCachesWorkflow(): Promise<{
  results: number;
  assets: number;
  freedBytes: number;
}> {
  setCurrentDetails('**Looking** for step caches that are over their budget');
  const { projects, ...done } = await call(
    cache.evictCaches,
    'Evict what was least recently used',
    undefined,
  );
  setCurrentDetails(
    `**Evicted ${done.results} results** and ${done.assets} assets (${done.freedBytes} bytes) in ${projects} projects`,
  );
  return done;
}
