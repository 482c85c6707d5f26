import type pg from 'pg';
import { z } from 'zod';
import { FINAL_ERRORS, type IdentifierKind } from '@fermata/contracts/values';
import type { IdentifierRange } from '@fermata/domain/metadata';
import { inTransaction } from '../database/in-transaction.ts';
import type { PrismaClient } from '../generated/client.ts';

/** The ISRC of a recording (by its pcmSha256) or the UPC of a release (by its id). */
export interface IdentifierSubject {
  readonly projectId: string;
  readonly kind: IdentifierKind;
  readonly subject: string;
}

export interface IdentifierRegistry {
  /** The assigned code, or null. A real one replaces a test code. */
  find(subject: IdentifierSubject): Promise<string | null>;
  /**
   * The code of the subject: the assigned one, or the next of the range. A code of a real range takes the place of a
   * test code; that of a test ISRC only until a release with the recording starts. Repeatable. Throws
   * IdentifierRangeExhaustedError.
   */
  assign(subject: IdentifierSubject, range: IdentifierRange): Promise<string>;
  /** How many numbers of the range are assigned, in all projects. */
  countAssigned(kind: IdentifierKind, range: IdentifierRange): Promise<number>;
}

/** No number of the range is left. */
export class IdentifierRangeExhaustedError extends Error {
  override readonly name = FINAL_ERRORS.identifierRangeExhausted;
}

// Raw: one lock for all assignments, so that two of them never choose the same number.
const LOCK = 'SELECT pg_advisory_xact_lock(70310, 3)';
const FIND = `
  SELECT code, test FROM public.identifier WHERE project_id = $1 AND kind = $2 AND subject = $3
  ORDER BY test LIMIT 1`;
const RELEASED = `
  SELECT EXISTS (
    SELECT FROM public.version AS version
    JOIN public.release AS release ON release.project_id = $1 AND release.started_at IS NOT NULL
      AND release.recordings @>
        jsonb_build_array(jsonb_build_object('trackId', version.track_id, 'version', version.version))
    WHERE version.project_id = $1 AND version.document->>'pcmSha256' = $2) AS released`;
const OF_RANGE = 'kind = $1 AND prefix = $2 AND number BETWEEN $3 AND $4';
/** The number after the highest one; then those that an earlier configuration of the range has left free. */
const NEXT = `
  SELECT CASE
    WHEN highest IS NULL THEN $3::int
    WHEN highest < $4::int THEN highest + 1
    ELSE (
      SELECT min(candidate) FROM (
        SELECT $3::int AS candidate UNION SELECT number + 1 FROM public.identifier WHERE ${OF_RANGE} AND number < $4
      ) AS candidates
      WHERE NOT EXISTS (
        SELECT FROM public.identifier WHERE kind = $1 AND prefix = $2 AND number = candidate))
    END AS next
  FROM (SELECT max(number) AS highest FROM public.identifier WHERE ${OF_RANGE}) AS used`;
const INSERT = `
  INSERT INTO public.identifier (project_id, kind, subject, code, prefix, number, test)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, code) DO NOTHING`;

const Assigned = z.object({ code: z.string(), test: z.boolean() });
const Released = z.object({ released: z.boolean() });
const Next = z.object({ next: z.number().nullable() });

export function createIdentifierRegistry(prisma: PrismaClient, pool: pg.Pool): IdentifierRegistry {
  async function find(
    client: pg.Pool | pg.PoolClient,
    { projectId, kind, subject }: IdentifierSubject,
  ): Promise<z.output<typeof Assigned> | null> {
    const { rows } = await client.query(FIND, [projectId, kind, subject]);
    return rows.length === 0 ? null : Assigned.parse(rows[0]);
  }

  /** The assigned code; null also for a test code whose place a real one takes. */
  async function keptCode(
    client: pg.Pool | pg.PoolClient,
    subject: IdentifierSubject,
    isTestRange: boolean,
  ): Promise<string | null> {
    const found = await find(client, subject);
    if (found === null || isTestRange || !found.test) return found?.code ?? null;
    if (subject.kind === 'upc') return null;
    const { rows } = await client.query(RELEASED, [subject.projectId, subject.subject]);
    return Released.parse(rows[0]).released ? found.code : null;
  }

  return {
    find: async (subject) => (await find(pool, subject))?.code ?? null,

    countAssigned: (kind, { prefix, from, to }) =>
      prisma.identifier.count({ where: { kind, prefix, number: { gte: from, lte: to } } }),

    async assign(subject, { prefix, from, to, codeOf, isTest }) {
      const { projectId, kind } = subject;
      const assigned = await keptCode(pool, subject, isTest);
      if (assigned !== null) return assigned;
      return inTransaction(pool, async (client) => {
        await client.query(LOCK);
        const assignedBefore = await keptCode(client, subject, isTest);
        if (assignedBefore !== null) return assignedBefore;
        for (let start = from; start <= to;) {
          const { rows } = await client.query(NEXT, [kind, prefix, start, to]);
          const { next } = Next.parse(rows[0]);
          if (next === null) break;
          const code = codeOf(next);
          const values = [projectId, kind, subject.subject, code, prefix, next, isTest];
          if ((await client.query(INSERT, values)).rowCount === 1) return code;
          // A longer prefix has already made the same code.
          start = next + 1;
        }
        throw new IdentifierRangeExhaustedError(
          `all numbers of the range ${codeOf(from)} to ${codeOf(to)} are assigned; ` +
            'set another range in the profile of the project',
        );
      });
    },
  };
}
