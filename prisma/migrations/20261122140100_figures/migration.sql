-- CreateTable
CREATE TABLE "cost_total" (
    "project_id" TEXT NOT NULL,
    "cpu_seconds" DECIMAL(24,6) NOT NULL,
    "audio_seconds" DECIMAL(24,6) NOT NULL,
    "price_minor" DECIMAL(24,6) NOT NULL,
    "bytes_stored" BIGINT NOT NULL,

    CONSTRAINT "cost_total_pkey" PRIMARY KEY ("project_id")
);

-- CreateIndex
CREATE INDEX "track_stage_idx" ON "track"("stage");

-- Runs as its owner: the application adds to the ledger, and can write no sum of its own. Sums are exact, so that they do not depend on the order of the
-- entries. Projects in one order, so that two statements that write the same ones do not wait for each other in a circle.
CREATE FUNCTION cost_add_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.cost_total AS total (project_id, cpu_seconds, audio_seconds, price_minor, bytes_stored)
  SELECT project_id, sum(cpu_seconds::numeric(24,6)), sum(audio_seconds::numeric(24,6)), sum(price_minor), sum(bytes_stored) FROM recorded GROUP BY project_id ORDER BY project_id
  ON CONFLICT (project_id) DO UPDATE SET
    cpu_seconds = total.cpu_seconds + EXCLUDED.cpu_seconds, audio_seconds = total.audio_seconds + EXCLUDED.audio_seconds,
    price_minor = total.price_minor + EXCLUDED.price_minor, bytes_stored = total.bytes_stored + EXCLUDED.bytes_stored;
  RETURN NULL;
END $$;
CREATE TRIGGER cost_add_up AFTER INSERT ON "cost" REFERENCING NEW TABLE AS recorded FOR EACH STATEMENT EXECUTE FUNCTION cost_add_up();

-- What the ledger holds already. Making the trigger has locked the ledger until this is committed, so nothing is counted twice or left out.
INSERT INTO "cost_total" ("project_id", "cpu_seconds", "audio_seconds", "price_minor", "bytes_stored")
SELECT "project_id", sum("cpu_seconds"::numeric(24,6)), sum("audio_seconds"::numeric(24,6)), sum("price_minor"), sum("bytes_stored") FROM "cost" GROUP BY "project_id";
