import type pg from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { EventRow, type RawEvent } from '../events/event-row.ts';
import { FIRST_PREV_HASH, hashEvent } from '../events/hash-event.ts';
import { type AuditFinding, type ChainLink, diagnoseStream } from './diagnose-stream.ts';
import { trueSequence } from './true-sequence.ts';

const BATCH = 500;

// Raw: one snapshot for all reads, and row comparison, which Prisma does not have.
const NEXT_EVENTS = `
  SELECT * FROM public.event
  WHERE (stream, sequence) > ($1, $2) AND ($3::text IS NULL OR project_id = $3) AND ($4::text IS NULL OR stream = $4)
  ORDER BY stream, sequence LIMIT $5`;
const LONGEST = `
  SELECT max(sequence) + count(*)::int AS longest FROM public.event WHERE stream = $1`;
const GAPS = `
  SELECT before + 1 AS gap_from, position - 1 AS gap_to FROM (
    SELECT position, coalesce(lag(position) OVER (ORDER BY position), 0) AS before FROM public.event
  ) AS places
  WHERE position <> before + 1 ORDER BY position`;

export type AuditReport = { events: number; streams: number; findings: AuditFinding[] };

/** See Audit.verify. Reads in batches from one snapshot; only the links of a damaged stream are held in memory. */
export async function verify(
  pool: pg.Pool,
  { projectId }: { projectId?: string } = {},
): Promise<AuditReport> {
  return inTransaction(
    pool,
    async (client) => {
      let events = 0;
      let streams = 0;
      const findings: AuditFinding[] = [];
      const damaged = new Set<string>();
      let last: RawEvent | undefined;
      for await (const event of readEvents(client, projectId)) {
        events += 1;
        if (event.stream !== last?.stream) {
          streams += 1;
          last = undefined;
        }
        if (!isValidSuccessor(event, last)) damaged.add(event.stream);
        last = event;
      }
      for (const stream of damaged)
        findings.push(...diagnoseStream(stream, await linksOf(client, stream, projectId)));
      return {
        events,
        streams,
        findings: [...findings, ...(await missingPositions(client, findings))],
      };
    },
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  );
}

const isValidSuccessor = (event: RawEvent, last: RawEvent | undefined): boolean =>
  event.sequence === (last?.sequence ?? 0) + 1 &&
  event.prevHash === (last?.hash ?? FIRST_PREV_HASH) &&
  event.position > (last?.position ?? 0) &&
  hashEvent(event.prevHash, event) === event.hash;

async function* readEvents(
  client: pg.ClientBase,
  projectId: string | undefined,
  onlyStream?: string,
): AsyncGenerator<RawEvent> {
  let stream = '';
  let sequence = 0;
  for (;;) {
    const { rows } = await client.query(NEXT_EVENTS, [
      stream,
      sequence,
      projectId ?? null,
      onlyStream ?? null,
      BATCH,
    ]);
    for (const row of rows) {
      const event = EventRow.parse(row);
      ({ stream, sequence } = event);
      yield event;
    }
    if (rows.length < BATCH) return;
  }
}

async function linksOf(
  client: pg.ClientBase,
  stream: string,
  projectId: string | undefined,
): Promise<ChainLink[]> {
  const { rows } = await client.query<{ longest: number }>(LONGEST, [stream]);
  const longest = rows[0]?.longest ?? 0;
  const links: ChainLink[] = [];
  for await (const event of readEvents(client, projectId, stream)) {
    links.push({
      sequence: event.sequence,
      position: event.position,
      prevHash: event.prevHash,
      hash: event.hash,
      type: event.type,
      trueSequence: trueSequence(event, longest),
    });
  }
  return links;
}

/** Positions without an event. If exactly one event and one position are missing, the two become one finding. */
async function missingPositions(
  client: pg.ClientBase,
  findings: AuditFinding[],
): Promise<AuditFinding[]> {
  const { rows } = await client.query<{ gap_from: string; gap_to: string }>(GAPS);
  const gaps: AuditFinding[] = [];
  for (const { gap_from, gap_to } of rows) {
    const [from, to] = [Number(gap_from), Number(gap_to)];
    const unplaced = findings.filter(
      ({ kind, position }) => kind === 'missing' && position === null,
    );
    const [only] = unplaced;
    if (from === to && unplaced.length === 1 && rows.length === 1 && only !== undefined)
      only.position = from;
    else
      gaps.push({
        kind: 'missing',
        stream: null,
        sequence: null,
        position: from,
        detail:
          from === to
            ? `no event has position ${from}`
            : `no events have the positions ${from} to ${to}`,
      });
  }
  return gaps;
}
