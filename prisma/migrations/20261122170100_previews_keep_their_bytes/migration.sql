-- As before, and not while a preview is heard from these bytes.
CREATE OR REPLACE FUNCTION asset_reclaimable(of_project text, of_sha256 text, after_days double precision) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (
    SELECT FROM public.asset_use AS used WHERE used.project_id = of_project AND used.sha256 = of_sha256 AND NOT (
      used.kind IN ('sketch', 'preview', 'midi', 'part-midi', 'stem', 'mix', 'peaks') AND EXISTS (
        SELECT FROM public.track WHERE track.track_id = used.track_id AND track.project_id = of_project AND track.stage IN ('archived', 'cancelled', 'failed')
          AND track.release_id IS NULL AND track.updated_at < now() - make_interval(secs => after_days * 86400)
      )
    )
  ) AND NOT EXISTS (SELECT FROM public.material WHERE project_id = of_project AND (sha256 = of_sha256 OR upload_sha256 = of_sha256))
    AND NOT EXISTS (SELECT FROM public.preview WHERE project_id = of_project AND wav_sha256 = of_sha256)
$$;
