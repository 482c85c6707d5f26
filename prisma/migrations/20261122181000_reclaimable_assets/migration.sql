-- The rule of asset_reclaimable as a set, so that all assets of a project are looked at in one pass: a plain query, which the planner takes into the query around it.
-- May these bytes go? Not while they are material, or the file that one was read from, or a preview is heard from them, and not while a use needs them. Every use does, but
-- those of the intermediates of a track that ended without a release, some days after.
CREATE FUNCTION reclaimable_assets(of_project text, after_days double precision) RETURNS TABLE (sha256 text, bytes bigint, created_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT asset.sha256, asset.bytes, asset.created_at FROM public.asset WHERE asset.project_id = of_project
    AND NOT EXISTS (
      SELECT FROM public.asset_use AS used LEFT JOIN public.track AS ended ON ended.track_id = used.track_id AND ended.project_id = of_project AND ended.stage IN ('archived', 'cancelled', 'failed')
        AND ended.release_id IS NULL AND ended.updated_at < now() - make_interval(secs => after_days * 86400)
      WHERE used.project_id = of_project AND used.sha256 = asset.sha256 AND (ended.track_id IS NULL OR used.kind NOT IN ('sketch', 'preview', 'midi', 'part-midi', 'stem', 'mix', 'peaks'))
    )
    AND NOT EXISTS (SELECT FROM public.material WHERE material.project_id = of_project AND material.sha256 = asset.sha256)
    AND NOT EXISTS (SELECT FROM public.material WHERE material.project_id = of_project AND material.upload_sha256 = asset.sha256)
    AND NOT EXISTS (SELECT FROM public.preview WHERE preview.project_id = of_project AND preview.wav_sha256 = asset.sha256)
$$;

-- One rule for one and for all.
CREATE OR REPLACE FUNCTION asset_reclaimable(of_project text, of_sha256 text, after_days double precision) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.reclaimable_assets(of_project, after_days) AS free WHERE free.sha256 = of_sha256)
$$;

-- As before. Who names the bytes is counted, not asked for with EXISTS: for that the planner reads all results of a project, in the hope of one that names them, and not the index.
CREATE OR REPLACE FUNCTION asset_forget(of_project text, of_sha256 text, after_days double precision) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.asset WHERE project_id = of_project AND sha256 = of_sha256 FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF NOT public.asset_reclaimable(of_project, of_sha256, after_days) THEN RETURN false; END IF;
  IF (SELECT count(*) FROM public.step_result WHERE assets @> ARRAY[of_sha256] AND project_id = of_project) > 0 THEN RETURN false; END IF;
  DELETE FROM public.asset_use WHERE project_id = of_project AND sha256 = of_sha256;
  DELETE FROM public.asset WHERE project_id = of_project AND sha256 = of_sha256;
  RETURN true;
END $$;
