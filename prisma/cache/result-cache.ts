import type pg from 'pg';
import type { CacheLimits } from '@fermata/contracts/settings';
import { type CacheFigures, readCacheFigures } from './cache-figures.ts';
import { evict, type Eviction, type RemoveResultBytes } from './evict.ts';

// Raw: Prisma has no UNION.
const PROJECTS = `
  SELECT project_id AS "projectId" FROM public.step_result
  UNION SELECT project_id FROM public.asset ORDER BY 1`;

/** The cached step results of each project and the bytes they name. */
export interface ResultCache {
  /** Projects that have cached results or assets. */
  projects(): Promise<string[]>;
  figures(projectId: string, keepDays: number): Promise<CacheFigures>;
  /**
   * Evicts while the cache's own bytes are over the budget: first assets that neither a result nor a track needs, then
   * the least recently used results with their assets. `removeBytes` deletes from the store; no use of the bytes
   * can be registered while it runs.
   */
  evict(projectId: string, limits: CacheLimits, removeBytes: RemoveResultBytes): Promise<Eviction>;
}

export function createResultCache(pool: pg.Pool): ResultCache {
  return {
    async projects() {
      const { rows } = await pool.query<{ projectId: string }>(PROJECTS);
      return rows.map(({ projectId }) => projectId);
    },
    figures: (projectId, keepDays) => readCacheFigures(pool, projectId, keepDays),
    evict: (projectId, limits, removeBytes) => evict(pool, projectId, limits, removeBytes),
  };
}
