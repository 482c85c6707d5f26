import type pg from 'pg';
import type { TrackQuery, TrackSummary } from '@fermata/contracts/http';
import { keyName } from '@fermata/contracts/values';
import { decodeCursor, type Page, toPage } from '../database/page.ts';
import { fromColumns } from '../database/row.ts';
import { searchTags, wordPatterns } from './search-text.ts';
import { trackTable } from './track-row.ts';

const Summary = fromColumns(
  trackTable.row.pick({
    trackId: true,
    workflowId: true,
    title: true,
    stage: true,
    held: true,
    version: true,
    style: true,
    durationSeconds: true,
    createdAt: true,
    updatedAt: true,
  }),
);

// Raw: patterns over the expression of the index track_search_idx, and a comparison of rows for the cursor.
const COLUMNS = `track_id, workflow_id, title, stage, held, version, style, duration_seconds, created_at, updated_at`;
const SEARCHED = `(' ' || search_title || ' ' || search_brief || ' ' || search_music || ' ' || search_tags || ' ')`;
const acted = (person: string): string => `(requested_by = ${person}
  OR EXISTS (SELECT 1 FROM decision WHERE decision.track_id = track.track_id AND reviewer = ${person})
  OR EXISTS (SELECT 1 FROM event
    WHERE stream = 'track/' || track.track_id AND type = 'candidate.picked' AND actor = ${person}))`;

/** See TrackRepository.list. */
export async function listTracks(
  pool: pg.Pool,
  projectId: string,
  query: TrackQuery,
): Promise<Page<TrackSummary>> {
  const { limit } = query;
  const values: unknown[] = [];
  const conditions = trackConditions(projectId, query, (value) => `$${values.push(value)}`);
  const { rows } = await pool.query(
    `SELECT ${COLUMNS} FROM track WHERE ${conditions.join(' AND ')}
     ORDER BY created_at DESC, track_id DESC LIMIT ${limit + 1}`,
    values,
  );
  const { items, nextCursor } = toPage(
    rows.map((row) => Summary.parse(row)),
    limit,
    ({ createdAt, trackId }) => ({ at: new Date(createdAt), id: trackId }),
  );
  return { items, nextCursor };
}

/** `use` adds a parameter and returns its place. */
function trackConditions(
  projectId: string,
  { cursor, stage, style, text, tag, mood, key, tempo, person, order, from, to }: TrackQuery,
  use: (value: unknown) => string,
): string[] {
  const words = text === undefined ? [] : wordPatterns(text);
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  return [
    `project_id = ${use(projectId)}`,
    // A text of punctuation only has no words to find.
    ...(text !== undefined && words.length === 0 ? ['false'] : []),
    ...[...words, ...(tag ?? []).map((each) => `%${searchTags([each])}%`)].map(
      (pattern) => `${SEARCHED} LIKE ${use(pattern)}`,
    ),
    ...equal('stage', stage),
    ...equal('style', style),
    ...equal('mood', mood),
    ...equal('musical_key', key && keyName(key)),
    ...(tempo ? [`tempo_bpm BETWEEN ${use(tempo.min)} AND ${use(tempo.max)}`] : []),
    ...(person === undefined ? [] : [acted(use(person))]),
    ...equal("partner_order->>'orderId'", order),
    ...(from === undefined ? [] : [`created_at >= ${use(`${from}T00:00:00Z`)}::timestamptz`]),
    ...(to === undefined
      ? []
      : [`created_at < ${use(`${to}T00:00:00Z`)}::timestamptz + interval '24 hours'`]),
    ...(after ? [`(created_at, track_id) < (${use(after.at)}, ${use(after.id)})`] : []),
  ];

  function equal(column: string, value: string | undefined): string[] {
    return value === undefined ? [] : [`${column} = ${use(value)}`];
  }
}
