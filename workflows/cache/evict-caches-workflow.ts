import { setCurrentDetails } from '@temporalio/workflow';
import { cache } from '../proxies.ts';

/** Takes what was least recently used out of the step caches that are over their budget. Run by a schedule. */
export async function evictCachesWorkflow(): Promise<{ results: number; assets: number; freedBytes: number }> {
  setCurrentDetails('**Looking** for step caches that are over their budget');
  const evictions = await cache.evictCaches.executeWithOptions({ summary: 'Evict what was least recently used' }, []);
  const sum = (of: (eviction: (typeof evictions)[number]) => number): number => evictions.reduce((total, eviction) => total + of(eviction), 0);
  const done = { results: sum((each) => each.results), assets: sum((each) => each.assets), freedBytes: sum((each) => each.freedBytes) };
  setCurrentDetails(`**Evicted ${done.results} results** and ${done.assets} assets (${done.freedBytes} bytes) in ${evictions.length} projects`);
  return done;
}
