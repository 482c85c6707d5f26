const RELEASES = `
  SELECT release_id FROM public.release
  WHERE project_id = $1 AND recordings @> jsonb_build_array(jsonb_build_object('trackId', $2::text))`;
/**
 * The streams of a track, its releases, their offers and amendments, and its withdrawals. $1 is the project, $2 the
 * track.
 */
export const STREAMS_OF_TRACK = `
  SELECT 'track/' || $2::text
  UNION ALL SELECT 'release/' || release_id FROM (${RELEASES}) AS own
  UNION ALL SELECT 'release/' || release_id || '/' || partner FROM public.offer
    WHERE project_id = $1 AND release_id IN (${RELEASES})
  UNION ALL SELECT 'amendment/' || release_id || '/' || metadata_version FROM public.amendment
    WHERE project_id = $1 AND release_id IN (${RELEASES})
  UNION ALL SELECT 'withdrawal/' || withdrawal_id FROM public.withdrawal
    WHERE project_id = $1 AND release_id IN (${RELEASES})`;
