import type pg from 'pg';
import { EventRow, type RawEvent } from '../events/event-row.ts';
import { contentSha256Of, FIRST_PREV_HASH, hashEvent } from '../events/hash-event.ts';
import type { AuditIssue } from './audit-issue.ts';
import { type ChainLink, diagnoseStream } from './diagnose-stream.ts';
import { truePosition, trueSequence } from './true-place.ts';

const BATCH = 500;

// Raw: one snapshot for all reads, and row comparison, which Prisma does not have.
const NEXT_EVENTS = `
  SELECT * FROM public.event
  WHERE (stream, sequence) > ($1, $2) AND ($3::text IS NULL OR project_id = $3) AND ($4::text IS NULL OR stream = $4)
  ORDER BY stream, sequence LIMIT $5`;
const LONGEST = `
  SELECT max(sequence) + count(*)::int AS longest FROM public.event WHERE stream = $1`;

export type StreamsReport = { events: number; streams: number; issues: AuditIssue[] };

/** Checks the content of every event and the chain of every stream. Holds only a damaged stream's links in memory. */
export async function verifyStreams(
  client: pg.ClientBase,
  projectId: string | undefined,
): Promise<StreamsReport> {
  let events = 0;
  let streams = 0;
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
  const issues: AuditIssue[] = [];
  for (const stream of damaged)
    issues.push(...diagnoseStream(stream, await linksOf(client, stream, projectId)));
  return { events, streams, issues };
}

const isValidSuccessor = (event: RawEvent, last: RawEvent | undefined): boolean =>
  event.sequence === (last?.sequence ?? 0) + 1 &&
  event.prevHash === (last?.hash ?? FIRST_PREV_HASH) &&
  contentSha256Of(event) === event.contentSha256 &&
  hashEvent(event) === event.hash;

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
  let shift = 0;
  for await (const event of readEvents(client, projectId, stream)) {
    const place = truePosition(event, shift);
    if (place !== null) shift = place - event.position;
    links.push({
      sequence: event.sequence,
      position: event.position,
      prevHash: event.prevHash,
      hash: event.hash,
      type: event.type,
      trueSequence: place === null ? null : trueSequence(event, longest),
    });
  }
  return links;
}
