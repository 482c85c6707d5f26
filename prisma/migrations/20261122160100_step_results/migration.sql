-- CreateTable
CREATE TABLE "step_result" (
    "project_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "result" JSONB NOT NULL,
    "assets" TEXT[],
    "bytes" BIGINT NOT NULL,
    "cpu_seconds" DOUBLE PRECISION NOT NULL,
    "model_seconds" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "step_result_pkey" PRIMARY KEY ("project_id","key")
);

-- CreateTable
CREATE TABLE "step_claim" (
    "project_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "maker" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "step_claim_pkey" PRIMARY KEY ("project_id","key")
);

-- CreateIndex
CREATE INDEX "step_result_project_id_last_used_at_idx" ON "step_result"("project_id", "last_used_at");

-- CreateIndex
CREATE INDEX "step_result_assets_idx" ON "step_result" USING GIN ("assets");

-- May these bytes go? Not while they are material, or the file that one was read from, and not while a use needs them. Every use does, but those of the intermediates of a track that ended without a release, some days after:
-- its scores, masters and delivery files stay, as they are what was decided on and what a proof begins with.
CREATE FUNCTION asset_reclaimable(of_project text, of_sha256 text, after_days double precision) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (
    SELECT FROM public.asset_use AS used WHERE used.project_id = of_project AND used.sha256 = of_sha256 AND NOT (
      used.kind IN ('sketch', 'preview', 'midi', 'part-midi', 'stem', 'mix', 'peaks') AND EXISTS (
        SELECT FROM public.track WHERE track.track_id = used.track_id AND track.project_id = of_project AND track.stage IN ('archived', 'cancelled', 'failed')
          AND track.release_id IS NULL AND track.updated_at < now() - make_interval(secs => after_days * 86400)
      )
    )
  ) AND NOT EXISTS (SELECT FROM public.material WHERE project_id = of_project AND (sha256 = of_sha256 OR upload_sha256 = of_sha256))
$$;

-- Takes bytes that may go out of the catalogue; true when the caller is to remove them from S3 before it commits. The row's lock makes whoever registers a use
-- of them wait, and each statement here sees what was committed before the lock was given. Runs as its owner: the application itself can delete no asset.
CREATE FUNCTION asset_forget(of_project text, of_sha256 text, after_days double precision) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.asset WHERE project_id = of_project AND sha256 = of_sha256 FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF NOT public.asset_reclaimable(of_project, of_sha256, after_days) THEN RETURN false; END IF;
  IF EXISTS (SELECT FROM public.step_result WHERE project_id = of_project AND assets @> ARRAY[of_sha256]) THEN RETURN false; END IF;
  DELETE FROM public.asset_use WHERE project_id = of_project AND sha256 = of_sha256;
  DELETE FROM public.asset WHERE project_id = of_project AND sha256 = of_sha256;
  RETURN true;
END $$;
