import type pg from 'pg';
import type { TrackQuery, TrackSummary } from '@fermata/contracts/http';
import { type Page, toPage } from '../database/page.ts';
import { fromColumns } from '../database/row.ts';
import { ALL_TEXT, trackConditions } from './track-conditions.ts';
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

/** See TrackRepository.list. */
export async function listTracks(
  pool: pg.Pool,
  projectId: string,
  query: TrackQuery,
): Promise<Page<TrackSummary>> {
  const { limit } = query;
  const values: unknown[] = [];
  const conditions = trackConditions(projectId, query, {
    use: (value) => `$${values.push(value)}`,
    text: ALL_TEXT,
  });
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
