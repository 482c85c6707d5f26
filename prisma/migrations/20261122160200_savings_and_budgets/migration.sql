-- AlterTable
ALTER TABLE "cost" ADD COLUMN     "failed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "model_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "saved_cpu_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "saved_price_minor" DECIMAL(18,6) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "cost_total" ADD COLUMN     "cache_hits" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "model_seconds" DECIMAL(24,6) NOT NULL DEFAULT 0,
ADD COLUMN     "saved_cpu_seconds" DECIMAL(24,6) NOT NULL DEFAULT 0,
ADD COLUMN     "saved_price_minor" DECIMAL(24,6) NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "cost_day" (
    "project_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "step" TEXT NOT NULL,
    "entries" BIGINT NOT NULL,
    "cpu_seconds" DECIMAL(24,6) NOT NULL,
    "model_seconds" DECIMAL(24,6) NOT NULL,
    "audio_seconds" DECIMAL(24,6) NOT NULL,
    "price_minor" DECIMAL(24,6) NOT NULL,
    "bytes_stored" BIGINT NOT NULL,
    "cache_hits" BIGINT NOT NULL,
    "saved_cpu_seconds" DECIMAL(24,6) NOT NULL,
    "saved_price_minor" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "cost_day_pkey" PRIMARY KEY ("project_id","day","step")
);

-- CreateTable
CREATE TABLE "budget" (
    "project_id" TEXT NOT NULL,
    "day_minor" DECIMAL(18,6),
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("project_id")
);

-- CreateIndex
CREATE INDEX "cost_project_id_recorded_at_idx" ON "cost"("project_id", "recorded_at");

-- As before, with the savings, and by day and step as well. Totals before days, each in one order, so that two statements do not wait for each other in a circle.
CREATE OR REPLACE FUNCTION cost_add_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.cost_total AS total (project_id, cpu_seconds, audio_seconds, price_minor, bytes_stored, model_seconds, cache_hits, saved_cpu_seconds, saved_price_minor)
  SELECT project_id, sum(cpu_seconds::numeric(24,6)), sum(audio_seconds::numeric(24,6)), sum(price_minor), sum(bytes_stored), sum(model_seconds::numeric(24,6)),
    count(*) FILTER (WHERE cache_hit), sum(saved_cpu_seconds::numeric(24,6)), sum(saved_price_minor)
  FROM recorded GROUP BY project_id ORDER BY project_id
  ON CONFLICT (project_id) DO UPDATE SET
    cpu_seconds = total.cpu_seconds + EXCLUDED.cpu_seconds, audio_seconds = total.audio_seconds + EXCLUDED.audio_seconds, price_minor = total.price_minor + EXCLUDED.price_minor,
    bytes_stored = total.bytes_stored + EXCLUDED.bytes_stored, model_seconds = total.model_seconds + EXCLUDED.model_seconds, cache_hits = total.cache_hits + EXCLUDED.cache_hits,
    saved_cpu_seconds = total.saved_cpu_seconds + EXCLUDED.saved_cpu_seconds, saved_price_minor = total.saved_price_minor + EXCLUDED.saved_price_minor;
  INSERT INTO public.cost_day AS total (project_id, day, step, entries, cpu_seconds, model_seconds, audio_seconds, price_minor, bytes_stored, cache_hits, saved_cpu_seconds, saved_price_minor)
  SELECT project_id, (recorded_at AT TIME ZONE 'UTC')::date, step, count(*), sum(cpu_seconds::numeric(24,6)), sum(model_seconds::numeric(24,6)), sum(audio_seconds::numeric(24,6)), sum(price_minor),
    sum(bytes_stored), count(*) FILTER (WHERE cache_hit), sum(saved_cpu_seconds::numeric(24,6)), sum(saved_price_minor)
  FROM recorded GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (project_id, day, step) DO UPDATE SET
    entries = total.entries + EXCLUDED.entries, cpu_seconds = total.cpu_seconds + EXCLUDED.cpu_seconds, model_seconds = total.model_seconds + EXCLUDED.model_seconds,
    audio_seconds = total.audio_seconds + EXCLUDED.audio_seconds, price_minor = total.price_minor + EXCLUDED.price_minor, bytes_stored = total.bytes_stored + EXCLUDED.bytes_stored,
    cache_hits = total.cache_hits + EXCLUDED.cache_hits, saved_cpu_seconds = total.saved_cpu_seconds + EXCLUDED.saved_cpu_seconds, saved_price_minor = total.saved_price_minor + EXCLUDED.saved_price_minor;
  RETURN NULL;
END $$;

-- What the ledger holds already. Its table is locked by the new columns until this is committed, so nothing is counted twice or left out.
INSERT INTO "cost_day" ("project_id", "day", "step", "entries", "cpu_seconds", "model_seconds", "audio_seconds", "price_minor", "bytes_stored", "cache_hits", "saved_cpu_seconds", "saved_price_minor")
SELECT "project_id", ("recorded_at" AT TIME ZONE 'UTC')::date, "step", count(*), sum("cpu_seconds"::numeric(24,6)), 0, sum("audio_seconds"::numeric(24,6)), sum("price_minor"), sum("bytes_stored"),
  count(*) FILTER (WHERE "cache_hit"), 0, 0
FROM "cost" GROUP BY 1, 2, 3;
-- Kept by the trigger from now on.
UPDATE "cost_total" SET "cache_hits" = (SELECT count(*) FROM "cost" WHERE "cost"."project_id" = "cost_total"."project_id" AND "cache_hit");
