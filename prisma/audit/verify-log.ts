import type pg from 'pg';
import { z } from 'zod';
import { fromColumns } from '../database/row.ts';
import { FIRST_PREV_HASH } from '../events/hash-event.ts';
import type { AuditIssue } from './audit-issue.ts';
import { truePosition } from './true-place.ts';

const BATCH = 2000;

// Raw: one snapshot for all reads. Without the data: the log's chain covers its hash.
const NEXT_LINKS = `
  SELECT position, stream, sequence, type, content_sha256, prev_hash, log_prev_hash, hash FROM public.event
  WHERE position > $1 ORDER BY position LIMIT $2`;
const LINKED = `
  SELECT hash FROM public.event
  WHERE hash = ANY($1) AND EXISTS (SELECT FROM public.event AS next WHERE next.log_prev_hash = event.hash)`;

const LinkRow = fromColumns(
  z.object({
    position: z.coerce.number().int(),
    stream: z.string(),
    sequence: z.number().int(),
    type: z.string(),
    contentSha256: z.string(),
    prevHash: z.string(),
    logPrevHash: z.string(),
    hash: z.string(),
  }),
);
type LogLink = z.infer<typeof LinkRow>;

/** An event of the log with the position that its hash covers; null if the hash does not match. */
export type PlacedLink = LogLink & { place: number | null };

export type Range = { from: number; to: number };
export type LogReport = { issues: AuditIssue[]; missing: Range[] };

/**
 * Checks the chain of the log: every event at the position that its hash covers, none missing, each linked to the
 * previous one. `reported`: issues of the streams' chains, which are not repeated.
 */
export async function verifyLog(
  client: pg.ClientBase,
  reported: readonly AuditIssue[],
): Promise<LogReport> {
  const known = new Map(reported.map((issue) => [issue.position, issue.kind]));
  const issues: AuditIssue[] = [];
  let isIntact = true;
  let shift = 0;
  let last: PlacedLink | undefined;
  for await (const link of readLinks(client)) {
    if (known.get(link.position) === 'inserted') {
      isIntact = false;
      continue;
    }
    const place = truePosition(link, shift);
    if (place !== null) shift = place - link.position;
    const placed = { ...link, place };
    const replaced = replacedBefore(last, placed);
    if (replaced !== null && !known.has(replaced.position)) issues.push(replaced);
    isIntact &&= place === link.position && place === (last?.position ?? 0) + 1;
    last = placed;
  }
  if (isIntact) return { issues, missing: [] };
  const places = await diagnosePlaces(client, known);
  return { issues: [...issues, ...places.issues], missing: places.missing };
}

/** The previous event, if this one is linked to another event in its place. */
function replacedBefore(last: PlacedLink | undefined, link: PlacedLink): AuditIssue | null {
  if (link.place === null) return null;
  if (last === undefined)
    return link.place === 1 && link.logPrevHash !== FIRST_PREV_HASH
      ? changed(link, 'the first event of the log is linked to an event before it')
      : null;
  if (last.place === null || last.place + 1 !== link.place) return null;
  return link.logPrevHash === last.hash
    ? null
    : changed(
        last,
        `event ${last.sequence} (${last.type}) was rewritten: the log continues from another hash`,
      );
}

const changed = ({ stream, sequence, position }: LogLink, detail: string): AuditIssue => ({
  kind: 'changed',
  stream,
  sequence,
  position,
  detail,
});

/** Finds missing, moved and inserted events of the log. Holds the places of all events in memory. */
async function diagnosePlaces(
  client: pg.ClientBase,
  known: ReadonlyMap<number | null, AuditIssue['kind']>,
): Promise<LogReport> {
  const issues: AuditIssue[] = [];
  const links: PlacedLink[] = [];
  let shift = 0;
  for await (const link of readLinks(client)) {
    if (known.get(link.position) === 'inserted') continue;
    const place = truePosition(link, shift);
    if (place !== null) shift = place - link.position;
    links.push({ ...link, place });
  }
  const inserted = await insertedAmong(client, links);
  for (const { stream, sequence, position, type } of inserted)
    issues.push({
      kind: 'inserted',
      stream,
      sequence,
      position,
      detail: `event ${sequence} (${type}) was inserted: no event of the log is linked to it`,
    });

  const placed = placeUnknown(links.filter((link) => !inserted.has(link)));
  const sorted = placed.map(({ place }) => place).toSorted((a, b) => a - b);
  placed.forEach(({ link, place }, index) => {
    if (sorted[index] === place) return;
    issues.push({
      kind: 'reordered',
      stream: link.stream,
      sequence: link.sequence,
      position: link.position,
      detail: `event ${link.sequence} (${link.type}) was written at position ${place} of the log`,
    });
  });
  return { issues, missing: holesOf(sorted) };
}

/** Of several events that were hashed for the same position, those that no other event is linked to. */
async function insertedAmong(
  client: pg.ClientBase,
  links: readonly PlacedLink[],
): Promise<ReadonlySet<PlacedLink>> {
  const byPlace = Map.groupBy(
    links.filter(({ place }) => place !== null),
    ({ place }) => place,
  );
  const rivals = [...byPlace.values()].filter((group) => group.length > 1);
  if (rivals.length === 0) return new Set();
  const { rows } = await client.query<{ hash: string }>(LINKED, [
    rivals.flat().map(({ hash }) => hash),
  ]);
  const linked = new Set(rows.map(({ hash }) => hash));
  return new Set(
    rivals.flatMap((group) => {
      const genuine = group.find(({ hash }) => linked.has(hash)) ?? group[0];
      return group.filter((link) => link !== genuine);
    }),
  );
}

/** Places an event whose hash does not reveal its place after the previous one, if that place is free. */
function placeUnknown(links: readonly PlacedLink[]): { link: PlacedLink; place: number }[] {
  const taken = new Set(links.map(({ place }) => place));
  const placed: { link: PlacedLink; place: number }[] = [];
  for (const link of links) {
    const place = link.place ?? (placed.at(-1)?.place ?? 0) + 1;
    if (link.place === null && taken.has(place)) continue;
    taken.add(place);
    placed.push({ link, place });
  }
  return placed;
}

function holesOf(sorted: readonly number[]): Range[] {
  const holes: Range[] = [];
  let before = 0;
  for (const place of sorted) {
    if (place > before + 1) holes.push({ from: before + 1, to: place - 1 });
    before = place;
  }
  return holes;
}

async function* readLinks(client: pg.ClientBase): AsyncGenerator<LogLink> {
  let position = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const { rows } = await client.query(NEXT_LINKS, [position, BATCH]);
    for (const row of rows) {
      const link = LinkRow.parse(row);
      position = link.position;
      yield link;
    }
    if (rows.length < BATCH) return;
  }
}
