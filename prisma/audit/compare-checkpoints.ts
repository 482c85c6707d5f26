import type pg from 'pg';
import type { Checkpoint } from '@fermata/contracts/values';
import type { AuditIssue } from './audit-issue.ts';
import type { Range } from './verify-log.ts';

const BATCH = 1000;
/** Checkpoints are written every few minutes; after an hour without one, some are missing. */
const UNCOVERED_AFTER = '1 hour';

// Raw: one snapshot for all reads.
const HASHES = 'SELECT position, hash FROM public.event WHERE position = ANY($1)';
const ANYWHERE = 'SELECT hash FROM public.event WHERE hash = ANY($1)';
const HEAD = 'SELECT coalesce(max(position), 0) AS head FROM public.event';
const UNCOVERED = `
  SELECT min(position) AS position FROM public.event
  WHERE position > $1 AND occurred_at < now() - interval '${UNCOVERED_AFTER}'`;

/**
 * Compares the log with checkpoints whose signatures were verified, in the order of their numbers. `missing`: positions
 * that are known to be missing.
 */
export async function compareCheckpoints(
  client: pg.ClientBase,
  checkpoints: readonly Checkpoint[],
  missing: readonly Range[],
): Promise<AuditIssue[]> {
  const stray: Checkpoint[] = [];
  for (let from = 0; from < checkpoints.length; from += BATCH) {
    const batch = checkpoints.slice(from, from + BATCH);
    const { rows } = await client.query<{ position: string; hash: string }>(HASHES, [
      batch.map(({ position }) => position),
    ]);
    const hashes = new Map(rows.map(({ position, hash }) => [Number(position), hash]));
    stray.push(...batch.filter(({ position, hash }) => hashes.get(position) !== hash));
  }
  // A moved event keeps its hash, and the check of the log's chain reports it.
  const { rows: moved } = await client.query<{ hash: string }>(ANYWHERE, [
    stray.map(({ hash }) => hash),
  ]);
  const present = new Set(moved.map(({ hash }) => hash));
  const lost = stray.filter(
    ({ hash, position }) =>
      !present.has(hash) && !missing.some(({ from, to }) => from <= position && position <= to),
  );
  const { rows: heads } = await client.query<{ head: string }>(HEAD);
  const head = Number(heads[0]?.head ?? 0);
  const confirmed = (before: Checkpoint): Checkpoint | undefined =>
    checkpoints.findLast((one) => one.position < before.position && !lost.includes(one));

  const issues: AuditIssue[] = [];
  const cut = lost.findLast(({ position }) => position > head);
  if (cut !== undefined)
    issues.push({
      kind: 'missing',
      stream: null,
      sequence: null,
      position: head + 1,
      detail:
        `the log ends at position ${head}, but checkpoint ${cut.number} recorded an event at ` +
        `position ${cut.position}`,
    });
  const rewritten = lost.find(({ position }) => position <= head);
  if (rewritten !== undefined) {
    const before = confirmed(rewritten);
    issues.push({
      kind: 'rewritten',
      stream: null,
      sequence: null,
      position: rewritten.position,
      detail:
        `checkpoint ${rewritten.number} recorded another hash at position ${rewritten.position}: the log was ` +
        `rewritten after ${before === undefined ? 'its beginning' : `position ${before.position}`}`,
    });
  }
  return [...issues, ...(await uncovered(client, checkpoints))];
}

/** Old events that no checkpoint confirms: the newest checkpoints are missing. */
async function uncovered(
  client: pg.ClientBase,
  checkpoints: readonly Checkpoint[],
): Promise<AuditIssue[]> {
  const last = checkpoints.reduce((most, { position }) => Math.max(most, position), 0);
  const { rows } = await client.query<{ position: string | null }>(UNCOVERED, [last]);
  const position = rows[0]?.position ?? null;
  if (position === null) return [];
  return [
    {
      kind: 'checkpoint-missing',
      stream: null,
      sequence: null,
      position: Number(position),
      detail: `no checkpoint confirms the events from position ${position}, which are older than ${UNCOVERED_AFTER}`,
    },
  ];
}
