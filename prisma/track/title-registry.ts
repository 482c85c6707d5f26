import type pg from 'pg';
import { z } from 'zod';
import { searchText } from './search-text.ts';

export interface TitleRegistry {
  /**
   * The first of these titles that no other track of the project has, whatever its case, accents and marks; it stays
   * this track's. If all are taken, the first one with a number. Repeatable.
   */
  reserve(
    projectId: string,
    trackId: string,
    titles: readonly [string, ...string[]],
  ): Promise<string>;
}

// Raw: one statement decides between tracks that are finished at the same time. A title that a person has given counts.
const RESERVE = `
  WITH added AS (
    INSERT INTO public.title (project_id, folded, track_id)
    SELECT $1, $2, $3 WHERE NOT EXISTS (
      SELECT FROM public.track WHERE project_id = $1 AND search_title = $2 AND track_id <> $3)
    ON CONFLICT (project_id, folded) DO NOTHING
    RETURNING track_id)
  SELECT track_id AS "trackId" FROM added
  UNION ALL
  SELECT track_id FROM public.title WHERE project_id = $1 AND folded = $2`;

const Owner = z.object({ trackId: z.string() });

export function createTitleRegistry(pool: pg.Pool): TitleRegistry {
  async function isReserved(projectId: string, trackId: string, title: string): Promise<boolean> {
    const { rows } = await pool.query(RESERVE, [projectId, searchText(title), trackId]);
    return rows.some((row) => Owner.parse(row).trackId === trackId);
  }

  return {
    async reserve(projectId, trackId, titles) {
      for (const title of titles) if (await isReserved(projectId, trackId, title)) return title;
      for (let number = 2; ; number += 1) {
        const title = `${titles[0]} ${number}`;
        if (await isReserved(projectId, trackId, title)) return title;
      }
    },
  };
}
