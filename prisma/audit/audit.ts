import type pg from 'pg';
import type { RawEvent } from '../events/event-row.ts';
import type { PrismaClient } from '../generated/client.ts';
import { type LogPoint, readLog, readPoint } from './read-log.ts';
import { type Projections, rebuild, type RebuildReport } from './rebuild.ts';
import { type AuditReport, verify, type VerifyOptions } from './verify.ts';

export interface Audit {
  /** Checks all events, the chains of all streams and of the log, the checkpoints, and the decision for each effect. */
  verify(options?: VerifyOptions): Promise<AuditReport>;
  /** Rebuilds all projections from the events, compares them with the present ones and replaces those that differ. */
  rebuild(): Promise<RebuildReport>;
  /** Stored events of all projects, with every hashed field. `limit` is at most 1000. */
  readLog(options: { afterPosition?: number; limit?: number }): Promise<RawEvent[]>;
  /** The event at this position, or the last one; null if there is none. */
  point(position: number | 'last'): Promise<LogPoint | null>;
}

export const createAudit = (
  prisma: PrismaClient,
  pool: pg.Pool,
  projections: Projections,
): Audit => ({
  verify: (options) => verify(pool, options),
  rebuild: () => rebuild(pool, projections),
  readLog: (options) => readLog(pool, options),
  point: (position) => readPoint(prisma, position),
});
