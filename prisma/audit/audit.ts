import type pg from 'pg';
import { rebuild, type RebuildReport } from './rebuild.ts';
import { type AuditReport, verify } from './verify.ts';

export interface Audit {
  /** Checks every chain (of one project, or of all) and the global positions. */
  verify(options?: { projectId?: string }): Promise<AuditReport>;
  /** Rebuilds all projections from the events, compares them with the present ones and replaces those that differ. */
  rebuild(): Promise<RebuildReport>;
}

export const createAudit = (pool: pg.Pool): Audit => ({
  verify: (options) => verify(pool, options),
  rebuild: () => rebuild(pool),
});
