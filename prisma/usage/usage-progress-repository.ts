import type pg from 'pg';
import { z } from 'zod';
import type { UsageProgress } from '@fermata/domain/usage';
import { fromColumns } from '../database/row.ts';

/** A period for which a project fetches the usage of a partner. */
export interface UsageFetchKey {
  readonly projectId: string;
  readonly partner: string;
  readonly period: string;
}

/** How far usage is fetched, so that a fetch goes on after a crash. A period that is fetched whole has no progress. */
export interface UsageProgressRepository {
  find(key: UsageFetchKey): Promise<UsageProgress | null>;
  /** False: another request has read the page after `before` meanwhile, and its progress remains. */
  save(key: UsageFetchKey, before: UsageProgress, after: UsageProgress): Promise<boolean>;
  /** The next fetch starts with the first page, unless another request has gone on from `before` meanwhile. */
  clear(key: UsageFetchKey, before: UsageProgress): Promise<void>;
}

const Row = fromColumns(
  z.object({
    pages: z.number().int(),
    reports: z.number().int(),
    lines: z.number().int(),
    added: z.number().int(),
    unread: z.number().int(),
    cursor: z.string().nullable(),
    mark: z.string().nullable(),
  }),
);

const KEY = 'project_id = $1 AND partner = $2 AND period = $3';
const FIND = `
  SELECT pages, reports, lines, added, unread, cursor, mark FROM public.usage_progress WHERE ${KEY}`;
// Raw: the condition on the stored progress, in one statement. The first page has no row before it.
const SAVE = `
  INSERT INTO public.usage_progress AS known
    (project_id, partner, period, pages, reports, lines, added, unread, cursor, mark)
  SELECT $1, $2, $3, $5, $6, $7, $8, $9, $10, $11
  WHERE $4 = 0 OR EXISTS (SELECT 1 FROM public.usage_progress WHERE ${KEY})
  ON CONFLICT (project_id, partner, period) DO UPDATE
  SET pages = $5, reports = $6, lines = $7, added = $8, unread = $9, cursor = $10, mark = $11, updated_at = now()
  WHERE known.pages = $4`;
const CLEAR = `DELETE FROM public.usage_progress WHERE ${KEY} AND pages = $4`;

export function createUsageProgressRepository(pool: pg.Pool): UsageProgressRepository {
  const valuesOf = ({ projectId, partner, period }: UsageFetchKey) => [projectId, partner, period];
  return {
    async find(key) {
      const { rows } = await pool.query(FIND, valuesOf(key));
      return rows.length === 0 ? null : Row.parse(rows[0]);
    },

    async save(key, before, { pages, reports, lines, added, unread, cursor, mark }) {
      const counts = [pages, reports, lines, added, unread, cursor, mark];
      const { rowCount } = await pool.query(SAVE, [...valuesOf(key), before.pages, ...counts]);
      return rowCount === 1;
    },

    async clear(key, { pages }) {
      await pool.query(CLEAR, [...valuesOf(key), pages]);
    },
  };
}
