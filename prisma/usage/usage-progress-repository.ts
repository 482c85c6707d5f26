import type pg from 'pg';
import { z } from 'zod';
import type { UsageProgress } from '@fermata/domain/usage';
import type { PrismaClient } from '../generated/client.ts';

/** A period for which a project fetches the usage of a partner. */
export interface UsageFetchKey {
  readonly projectId: string;
  readonly partner: string;
  readonly period: string;
}

/** The progress of a fetch, with which it resumes after a crash. A completely fetched period has no progress. */
export interface UsageProgressRepository {
  find(key: UsageFetchKey): Promise<UsageProgress | null>;
  /** False: another request has already read the page after `before`, and its progress remains. */
  save(key: UsageFetchKey, before: UsageProgress, after: UsageProgress): Promise<boolean>;
  /** The next fetch starts with the first page, unless another request has continued from `before`. */
  clear(key: UsageFetchKey, before: UsageProgress): Promise<void>;
}

const Progress = z.object({
  pages: z.number().int(),
  reports: z.number().int(),
  lines: z.number().int(),
  added: z.number().int(),
  unread: z.number().int(),
  cursor: z.string().nullable(),
  mark: z.string().nullable(),
});

// Raw: the condition on the stored progress, in one statement. The first page has no row before it.
const SAVE = `
  INSERT INTO public.usage_progress AS known
    (project_id, partner, period, pages, reports, lines, added, unread, cursor, mark)
  SELECT $1, $2, $3, $5, $6, $7, $8, $9, $10, $11
  WHERE $4 = 0 OR EXISTS (
    SELECT 1 FROM public.usage_progress WHERE project_id = $1 AND partner = $2 AND period = $3)
  ON CONFLICT (project_id, partner, period) DO UPDATE
  SET pages = $5, reports = $6, lines = $7, added = $8, unread = $9, cursor = $10, mark = $11, updated_at = now()
  WHERE known.pages = $4`;

export function createUsageProgressRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
): UsageProgressRepository {
  return {
    async find({ projectId, partner, period }) {
      const row = await prisma.usageProgress.findUnique({
        where: { projectId_partner_period: { projectId, partner, period } },
      });
      return row && Progress.parse(row);
    },

    async save(
      { projectId, partner, period },
      before,
      { pages, reports, lines, added, unread, cursor, mark },
    ) {
      const counts = [pages, reports, lines, added, unread, cursor, mark];
      const values = [projectId, partner, period, before.pages, ...counts];
      const { rowCount } = await pool.query(SAVE, values);
      return rowCount === 1;
    },

    async clear({ projectId, partner, period }, { pages }) {
      await prisma.usageProgress.deleteMany({ where: { projectId, partner, period, pages } });
    },
  };
}
