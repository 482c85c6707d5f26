-- Sections: tables, indexes and foreign keys as Prisma derives them from schema.prisma; then, by hand, what Prisma
-- cannot express: the guards of events, the writing of projections, the sums of the ledger, eviction, notifications.

-- CreateSchema (IF NOT EXISTS needs CREATE on the database even where the schema exists)
DO $$
BEGIN
  IF to_regnamespace('public') IS NULL THEN
    CREATE SCHEMA "public";
  END IF;
END $$;

-- CreateTable
CREATE TABLE "event" (
    "position" BIGINT NOT NULL,
    "project_id" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "workflow_id" TEXT,
    "run_id" TEXT,
    "data" JSONB NOT NULL,
    "content_sha256" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "log_prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "track" (
    "track_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "held" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "style" TEXT,
    "duration_seconds" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "brief" JSONB NOT NULL,
    "brief_text" TEXT NOT NULL,
    "intent" JSONB,
    "requested_by" TEXT NOT NULL,
    "request_sha256" TEXT NOT NULL,
    "review_terms" JSONB NOT NULL,
    "release_terms" JSONB NOT NULL,
    "publishes_at" TIMESTAMPTZ(3),
    "partner_order" JSONB,
    "detail" TEXT,
    "release_id" TEXT,
    "mood" TEXT,
    "tempo_bpm" DOUBLE PRECISION,
    "musical_key" TEXT,
    "search_title" TEXT NOT NULL,
    "search_brief" TEXT NOT NULL,
    "search_music" TEXT NOT NULL DEFAULT '',
    "search_tags" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "track_pkey" PRIMARY KEY ("track_id")
);

-- CreateTable
CREATE TABLE "candidate" (
    "candidate_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "recipe_id" TEXT NOT NULL,
    "document" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("candidate_id")
);

-- CreateTable
CREATE TABLE "version" (
    "track_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "project_id" TEXT NOT NULL,
    "recipe_id" TEXT,
    "title" TEXT,
    "document" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "version_pkey" PRIMARY KEY ("track_id","version")
);

-- CreateTable
CREATE TABLE "review" (
    "review_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "version_sha256" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3),
    "reminder_due_at" TIMESTAMPTZ(3),
    "escalated" BOOLEAN NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "approved_version" INTEGER,
    "approved_sha256" TEXT,

    CONSTRAINT "review_pkey" PRIMARY KEY ("review_id")
);

-- CreateTable
CREATE TABLE "decision" (
    "decision_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "review_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "reviewer" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "note" TEXT,
    "edits" JSONB,
    "understanding" JSONB,
    "via" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "undone" BOOLEAN NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("decision_id")
);

-- CreateTable
CREATE TABLE "release" (
    "release_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "version_sha256" TEXT NOT NULL,
    "recordings" JSONB NOT NULL,
    "content" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "kept_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "detail" TEXT,
    "question" JSONB,

    CONSTRAINT "release_pkey" PRIMARY KEY ("release_id")
);

-- CreateTable
CREATE TABLE "offer" (
    "release_id" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "partner_reference" TEXT,
    "files" JSONB,
    "detail" TEXT,
    "metadata_version" INTEGER NOT NULL,
    "fix" JSONB,
    "redelivery" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("release_id","partner")
);

-- CreateTable
CREATE TABLE "amendment" (
    "release_id" TEXT NOT NULL,
    "metadata_version" INTEGER NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "amended" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "detail" TEXT,

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("release_id","metadata_version")
);

-- CreateTable
CREATE TABLE "withdrawal" (
    "withdrawal_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "release_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "partners" TEXT[],
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "detail" TEXT,
    "failed_at" TIMESTAMPTZ(3),
    "still_offered_to" TEXT[],

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("withdrawal_id")
);

-- CreateTable
CREATE TABLE "recall" (
    "recall_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "expected_tracks" INTEGER NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),
    "lift_reason" TEXT,

    CONSTRAINT "recall_pkey" PRIMARY KEY ("recall_id")
);

-- CreateTable
CREATE TABLE "budget" (
    "project_id" TEXT NOT NULL,
    "day_micros" BIGINT,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "review_minimum" (
    "project_id" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_minimum_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "profile" (
    "project_id" TEXT NOT NULL,
    "profile" JSONB NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "project_hold" (
    "project_id" TEXT NOT NULL,
    "reason" TEXT,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_hold_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "model" (
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "share_percent" INTEGER,
    "reason" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" INTEGER NOT NULL,

    CONSTRAINT "model_pkey" PRIMARY KEY ("project_id","name","version")
);

-- CreateTable
CREATE TABLE "remote_models" (
    "project_id" TEXT NOT NULL,
    "allowed" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remote_models_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "recipe" (
    "project_id" TEXT NOT NULL,
    "recipe_id" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recipe_pkey" PRIMARY KEY ("project_id","recipe_id")
);

-- CreateTable
CREATE TABLE "asset" (
    "project_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("project_id","sha256")
);

-- CreateTable
CREATE TABLE "asset_use" (
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "alternate" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL,
    "recipe_id" TEXT,
    "parents" TEXT[],
    "checks" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_use_pkey" PRIMARY KEY ("project_id","track_id","version","kind","part","alternate","sha256")
);

-- CreateTable
CREATE TABLE "material" (
    "project_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "upload_sha256" TEXT,
    "parents" TEXT[],
    "licence" JSONB,
    "source" JSONB,
    "understood" JSONB,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "material_pkey" PRIMARY KEY ("project_id","sha256")
);

-- CreateTable
CREATE TABLE "identifier" (
    "project_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "test" BOOLEAN NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identifier_pkey" PRIMARY KEY ("project_id","kind","subject","test")
);

-- CreateTable
CREATE TABLE "title" (
    "project_id" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,

    CONSTRAINT "title_pkey" PRIMARY KEY ("project_id","folded")
);

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

-- CreateTable
CREATE TABLE "cost" (
    "project_id" TEXT NOT NULL,
    "step_key" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "cpu_seconds" DOUBLE PRECISION NOT NULL,
    "audio_seconds" DOUBLE PRECISION NOT NULL,
    "price_micros" BIGINT NOT NULL,
    "cache_hit" BOOLEAN NOT NULL,
    "bytes_stored" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "model_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failed" BOOLEAN NOT NULL DEFAULT false,
    "saved_cpu_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "saved_price_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "cost_pkey" PRIMARY KEY ("project_id","step_key")
);

-- CreateTable
CREATE TABLE "cost_total" (
    "project_id" TEXT NOT NULL,
    "cpu_seconds" DECIMAL(24,6) NOT NULL,
    "audio_seconds" DECIMAL(24,6) NOT NULL,
    "price_micros" BIGINT NOT NULL,
    "bytes_stored" BIGINT NOT NULL,
    "model_seconds" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "cache_hits" BIGINT NOT NULL DEFAULT 0,
    "saved_cpu_seconds" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "saved_price_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "cost_total_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "cost_day" (
    "project_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "step" TEXT NOT NULL,
    "entries" BIGINT NOT NULL,
    "cpu_seconds" DECIMAL(24,6) NOT NULL,
    "model_seconds" DECIMAL(24,6) NOT NULL,
    "audio_seconds" DECIMAL(24,6) NOT NULL,
    "price_micros" BIGINT NOT NULL,
    "bytes_stored" BIGINT NOT NULL,
    "cache_hits" BIGINT NOT NULL,
    "saved_cpu_seconds" DECIMAL(24,6) NOT NULL,
    "saved_price_micros" BIGINT NOT NULL,

    CONSTRAINT "cost_day_pkey" PRIMARY KEY ("project_id","day","step")
);

-- CreateTable
CREATE TABLE "actor" (
    "project_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT,

    CONSTRAINT "actor_pkey" PRIMARY KEY ("project_id","actor_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "key_sha256" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "roles" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("key_sha256")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "partner" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "traceparent" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayed_at" TIMESTAMPTZ(3),
    "workflow_id" TEXT,
    "undeliverable" TEXT,
    "is_unreadable" BOOLEAN NOT NULL DEFAULT false,
    "partner_reference" TEXT,
    "track_id" TEXT,
    "release_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_failure" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refusal" JSONB,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage" (
    "id" BIGSERIAL NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT,
    "isrc" TEXT,
    "release_id" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "partner_reference" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "units" BIGINT NOT NULL,
    "revenue_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_progress" (
    "project_id" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "reports" INTEGER NOT NULL,
    "lines" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "unread" INTEGER NOT NULL,
    "cursor" TEXT,
    "mark" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_progress_pkey" PRIMARY KEY ("project_id","partner","period")
);

-- CreateTable
CREATE TABLE "partner_request" (
    "partner" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "answer" JSONB,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "partner_request_pkey" PRIMARY KEY ("partner","kind","request_id")
);

-- CreateTable
CREATE TABLE "partner_order" (
    "partner" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "project_id" TEXT,
    "requested_track" JSONB,
    "answers" JSONB NOT NULL DEFAULT '[]',
    "decided_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "partner_order_pkey" PRIMARY KEY ("partner","order_id")
);

-- CreateTable
CREATE TABLE "spent_token" (
    "project_id" TEXT NOT NULL,
    "token_key" TEXT NOT NULL,
    "used_by" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spent_token_pkey" PRIMARY KEY ("project_id","token_key")
);

-- CreateTable
CREATE TABLE "offer_reference" (
    "partner" TEXT NOT NULL,
    "partner_reference" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "release_id" TEXT NOT NULL,

    CONSTRAINT "offer_reference_pkey" PRIMARY KEY ("partner","partner_reference")
);

-- CreateTable
CREATE TABLE "offer_address" (
    "id" BIGSERIAL NOT NULL,
    "partner" TEXT NOT NULL,
    "partner_reference" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "release_id" TEXT NOT NULL,

    CONSTRAINT "offer_address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preview" (
    "project_id" TEXT NOT NULL,
    "preview_id" TEXT NOT NULL,
    "prompt" JSONB NOT NULL,
    "prompt_sha256" TEXT NOT NULL,
    "engine_sha256" TEXT NOT NULL,
    "made" JSONB NOT NULL,
    "wav_sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "stored" BOOLEAN NOT NULL DEFAULT false,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preview_pkey" PRIMARY KEY ("project_id","preview_id")
);

-- CreateTable
CREATE TABLE "preview_session" (
    "project_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preview_session_pkey" PRIMARY KEY ("project_id","session_id")
);

-- CreateTable
CREATE TABLE "preview_entry" (
    "id" BIGSERIAL NOT NULL,
    "project_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "preview_id" TEXT NOT NULL,
    "prompt" JSONB,
    "variation" JSONB,
    "from_id" TEXT,
    "source" TEXT,
    "track_id" TEXT,

    CONSTRAINT "preview_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "default_preview" (
    "engine_sha256" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "made" JSONB NOT NULL,
    "wav_sha256" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "default_preview_pkey" PRIMARY KEY ("engine_sha256","style")
);

-- CreateIndex
CREATE INDEX "event_project_id_position_idx" ON "event"("project_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "event_stream_sequence_key" ON "event"("stream", "sequence");

-- CreateIndex
CREATE INDEX "track_project_id_created_at_track_id_idx" ON "track"("project_id", "created_at" DESC, "track_id" DESC);

-- CreateIndex
CREATE INDEX "track_stage_idx" ON "track"("stage");

-- CreateIndex
CREATE INDEX "candidate_track_id_version_number_idx" ON "candidate"("track_id", "version", "number");

-- CreateIndex
CREATE INDEX "review_project_id_opened_at_review_id_idx" ON "review"("project_id", "opened_at" DESC, "review_id" DESC);

-- CreateIndex
CREATE INDEX "review_track_id_opened_at_idx" ON "review"("track_id", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "review_version_sha256_idx" ON "review"("version_sha256");

-- CreateIndex
CREATE INDEX "decision_review_id_sequence_idx" ON "decision"("review_id", "sequence");

-- CreateIndex
CREATE INDEX "decision_track_id_idx" ON "decision"("track_id");

-- CreateIndex
CREATE INDEX "release_track_id_idx" ON "release"("track_id");

-- CreateIndex
CREATE INDEX "release_project_id_created_at_release_id_idx"
  ON "release"("project_id", "created_at" DESC, "release_id" DESC);

-- CreateIndex
CREATE INDEX "release_recordings_idx" ON "release" USING GIN ("recordings" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "amendment_track_id_idx" ON "amendment"("track_id");

-- CreateIndex
CREATE INDEX "withdrawal_track_id_idx" ON "withdrawal"("track_id");

-- CreateIndex
CREATE INDEX "withdrawal_release_id_idx" ON "withdrawal"("release_id");

-- CreateIndex
CREATE INDEX "recall_project_id_started_at_recall_id_idx"
  ON "recall"("project_id", "started_at" DESC, "recall_id" DESC);

-- CreateIndex
CREATE INDEX "asset_use_project_id_sha256_idx" ON "asset_use"("project_id", "sha256");

-- CreateIndex
CREATE INDEX "step_result_project_id_last_used_at_idx" ON "step_result"("project_id", "last_used_at");

-- CreateIndex
CREATE INDEX "step_result_assets_idx" ON "step_result" USING GIN ("assets");

-- CreateIndex
CREATE INDEX "cost_project_id_track_id_idx" ON "cost"("project_id", "track_id");

-- CreateIndex
CREATE INDEX "cost_project_id_recorded_at_idx" ON "cost"("project_id", "recorded_at");

-- CreateIndex
CREATE INDEX "api_key_project_id_actor_id_idx" ON "api_key"("project_id", "actor_id");

-- CreateIndex
CREATE INDEX "inbox_relayed_at_id_idx" ON "inbox"("relayed_at", "id");

-- CreateIndex
CREATE INDEX "inbox_relayed_at_next_attempt_at_idx" ON "inbox"("relayed_at", "next_attempt_at");

-- CreateIndex
CREATE INDEX "inbox_partner_partner_reference_idx" ON "inbox"("partner", "partner_reference");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_partner_webhook_id_key" ON "inbox"("partner", "webhook_id");

-- CreateIndex
CREATE INDEX "usage_project_id_release_id_id_idx" ON "usage"("project_id", "release_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "usage_partner_line_id_key" ON "usage"("partner", "line_id");

-- CreateIndex
CREATE UNIQUE INDEX "offer_reference_partner_partner_reference_project_id_releas_key"
  ON "offer_reference"("partner", "partner_reference", "project_id", "release_id");

-- CreateIndex
CREATE INDEX "offer_reference_project_id_release_id_idx" ON "offer_reference"("project_id", "release_id");

-- CreateIndex
CREATE INDEX "offer_address_project_id_track_id_idx" ON "offer_address"("project_id", "track_id");

-- CreateIndex
CREATE UNIQUE INDEX "offer_address_partner_partner_reference_workflow_id_key"
  ON "offer_address"("partner", "partner_reference", "workflow_id");

-- CreateIndex
CREATE INDEX "preview_project_id_made_at_idx" ON "preview"("project_id", "made_at" DESC);

-- CreateIndex
CREATE INDEX "preview_project_id_wav_sha256_idx" ON "preview"("project_id", "wav_sha256");

-- CreateIndex
CREATE INDEX "preview_session_last_used_at_idx" ON "preview_session"("last_used_at");

-- CreateIndex
CREATE INDEX "preview_entry_project_id_session_id_id_idx" ON "preview_entry"("project_id", "session_id", "id");

-- CreateIndex
CREATE INDEX "preview_entry_project_id_preview_id_idx" ON "preview_entry"("project_id", "preview_id");

-- CreateIndex
CREATE UNIQUE INDEX "identifier_kind_code_key" ON "identifier"("kind", "code");

-- CreateIndex
CREATE UNIQUE INDEX "identifier_kind_prefix_number_key" ON "identifier"("kind", "prefix", "number");

-- AddForeignKey
ALTER TABLE "asset_use"
  ADD CONSTRAINT "asset_use_project_id_sha256_fkey" FOREIGN KEY ("project_id", "sha256")
  REFERENCES "asset"("project_id", "sha256")
  ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "material"
  ADD CONSTRAINT "material_project_id_sha256_fkey" FOREIGN KEY ("project_id", "sha256")
  REFERENCES "asset"("project_id", "sha256")
  ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key"
  ADD CONSTRAINT "api_key_project_id_actor_id_fkey" FOREIGN KEY ("project_id", "actor_id")
  REFERENCES "actor"("project_id", "actor_id")
  ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer_address"
  ADD CONSTRAINT "offer_address_partner_partner_reference_project_id_release_fkey"
  FOREIGN KEY ("partner", "partner_reference", "project_id", "release_id")
  REFERENCES "offer_reference"("partner", "partner_reference", "project_id", "release_id")
  ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preview_entry"
  ADD CONSTRAINT "preview_entry_project_id_session_id_fkey" FOREIGN KEY ("project_id", "session_id")
  REFERENCES "preview_session"("project_id", "session_id")
  ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "partner" (
    "partner" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "credentials" TEXT NOT NULL,
    "webhook_secret" TEXT NOT NULL,
    "previous_webhook_secret" TEXT,
    "previous_secret_until" TIMESTAMPTZ(3),
    "secret_command" TEXT NOT NULL,
    "requirements" JSONB NOT NULL DEFAULT '{}',
    "orders" JSONB,
    "requests_per_second" DOUBLE PRECISION,
    "resumed_at" TIMESTAMPTZ(3),
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("partner")
);

-- CreateIndex
CREATE INDEX "partner_project_id_idx" ON "partner"("project_id");

-- CreateTable
CREATE TABLE "partner_key" (
    "key_sha256" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_key_pkey" PRIMARY KEY ("key_sha256")
);

-- CreateIndex
CREATE UNIQUE INDEX "partner_key_key_id_key" ON "partner_key"("key_id");

-- CreateIndex
CREATE INDEX "partner_key_project_id_partner_idx" ON "partner_key"("project_id", "partner");

-- CreateTable
CREATE TABLE "partner_circuit" (
    "partner" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "probe_at" TIMESTAMPTZ(3),
    "detail" TEXT,
    "next_turn_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_circuit_pkey" PRIMARY KEY ("partner")
);

-- CreateTable
CREATE TABLE "partner_ping" (
    "project_id" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "pinged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pinged_by" TEXT NOT NULL,
    "reachable" BOOLEAN NOT NULL,
    "detail" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "partner_ping_pkey" PRIMARY KEY ("project_id","partner")
);

-- CreateTable
CREATE TABLE "subscription" (
    "subscription_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "types" TEXT[],
    "name" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "detail" TEXT,
    "secret" TEXT NOT NULL,
    "previous_secret" TEXT,
    "previous_secret_until" TIMESTAMPTZ(3),
    "cursor" BIGINT NOT NULL,
    "failing_since" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("subscription_id")
);

-- CreateTable
CREATE TABLE "subscription_message" (
    "subscription_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "replay" BOOLEAN NOT NULL DEFAULT false,
    "stream" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_failed_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_message_pkey" PRIMARY KEY ("subscription_id","replay","position")
);

-- CreateTable
CREATE TABLE "subscription_attempt" (
    "id" BIGSERIAL NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "replay" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL,
    "http_status" INTEGER,
    "detail" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "duration_ms" INTEGER NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "subscription_project_id_url_key" ON "subscription"("project_id", "url");

-- CreateIndex
CREATE INDEX "subscription_attempt_subscription_id_id_idx" ON "subscription_attempt"("subscription_id", "id");

-- CreateIndex
CREATE INDEX "subscription_attempt_at_idx" ON "subscription_attempt"("at");

-- AddForeignKey
ALTER TABLE "subscription_message" ADD CONSTRAINT "subscription_message_subscription_id_fkey"
  FOREIGN KEY ("subscription_id") REFERENCES "subscription"("subscription_id")
  ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_attempt" ADD CONSTRAINT "subscription_attempt_subscription_id_fkey"
  FOREIGN KEY ("subscription_id") REFERENCES "subscription"("subscription_id")
  ON DELETE CASCADE ON UPDATE CASCADE;

-- ---- Events: append-only, chained, with gapless positions ----

-- content_sha256 is a part of the text that `hash` covers: nothing but a hash may be in its place.
ALTER TABLE "event" ADD CONSTRAINT event_content_sha256_check CHECK (content_sha256 ~ '^[0-9a-f]{64}$');

-- sha256 over the canonical JSON (RFC 8785) of four fields. prisma/events/hash-event.ts computes the same.
CREATE FUNCTION event_hash(content_sha256 text, log_prev_hash text, at_position bigint, prev_hash text)
  RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(
    '{"contentSha256":"' || content_sha256 || '","logPrevHash":"' || log_prev_hash || '","position":' || at_position
    || ',"prevHash":"' || prev_hash || '"}', 'UTF8')), 'hex')
$$;

-- Gives an event its position and its links under one lock, held until commit: positions have no gaps, no event
-- appears behind a reader's cursor, and each event is linked to the one before in its stream and in the log.
-- A writer may state the previous hash of the stream; it is then checked.
CREATE FUNCTION event_take_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  expected text;
BEGIN
  PERFORM pg_advisory_xact_lock(70310, 1);
  -- Each statement of this function sees what was committed before the lock was granted.
  SELECT position + 1, hash INTO NEW.position, NEW.log_prev_hash FROM public.event ORDER BY position DESC LIMIT 1;
  IF NOT FOUND THEN
    NEW.position := 1;
    NEW.log_prev_hash := repeat('0', 64);
  END IF;
  IF NEW.sequence = 1 THEN
    expected := repeat('0', 64);
  ELSE
    SELECT hash INTO expected FROM public.event WHERE stream = NEW.stream AND sequence = NEW.sequence - 1;
  END IF;
  IF expected IS NULL OR expected <> coalesce(NEW.prev_hash, expected) THEN
    RAISE EXCEPTION 'event % of stream % does not follow the one before it', NEW.sequence, NEW.stream
      USING ERRCODE = 'FE001';
  END IF;
  NEW.prev_hash := expected;
  NEW.hash := public.event_hash(NEW.content_sha256, NEW.log_prev_hash, NEW.position, NEW.prev_hash);
  RETURN NEW;
END $$;
CREATE TRIGGER event_take_place BEFORE INSERT ON "event"
  FOR EACH ROW EXECUTE FUNCTION event_take_place();

CREATE FUNCTION event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only: % of events is refused', lower(TG_OP) USING ERRCODE = 'FE002';
END $$;
CREATE TRIGGER event_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "event"
  FOR EACH STATEMENT EXECUTE FUNCTION event_refuse_change();
-- Also in a session whose replication role is `replica`.
ALTER TABLE "event" ENABLE ALWAYS TRIGGER event_refuse_change;

-- A shop knows a recording by its ISRC and a release by its UPC for ever, so none is changed or assigned again.
CREATE FUNCTION identifier_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'identifiers are assigned once: % of identifiers is refused', lower(TG_OP) USING ERRCODE = 'FE003';
END $$;
CREATE TRIGGER identifier_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "identifier"
  FOR EACH STATEMENT EXECUTE FUNCTION identifier_refuse_change();
ALTER TABLE "identifier" ENABLE ALWAYS TRIGGER identifier_refuse_change;

-- Royalties are paid by these lines: a correction is a further line.
CREATE FUNCTION usage_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'lines of usage never change: % of usage is refused', lower(TG_OP) USING ERRCODE = 'FE004';
END $$;
CREATE TRIGGER usage_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "usage"
  FOR EACH STATEMENT EXECUTE FUNCTION usage_refuse_change();
ALTER TABLE "usage" ENABLE ALWAYS TRIGGER usage_refuse_change;

-- Notifies listeners of the last new position after the commit.
CREATE FUNCTION event_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('fermata_event', (SELECT max(position)::text FROM appended));
  RETURN NULL;
END $$;
CREATE TRIGGER event_notify AFTER INSERT ON "event" REFERENCING NEW TABLE AS appended
  FOR EACH STATEMENT EXECUTE FUNCTION event_notify();

-- The conditions of events/record-of-release.ts: what concerns a release is a small part of its project's stream.
CREATE INDEX event_release_id_idx ON "event" ((data->>'releaseId'))
  WHERE stream LIKE 'project/%' AND data->>'releaseId' IS NOT NULL;
CREATE INDEX event_webhook_id_idx ON "event" ((data->>'webhookId'))
  WHERE stream LIKE 'project/%' AND data->>'webhookId' IS NOT NULL;
CREATE INDEX event_order_id_idx ON "event" ((data->>'orderId'))
  WHERE stream LIKE 'project/%' AND data->>'orderId' IS NOT NULL;
CREATE INDEX event_project_hold_idx ON "event" (stream) WHERE type IN ('project.held', 'project.resumed');

-- ---- Projections: written in the transaction of the event ----

-- Writes changes in order: [{ "table", "key": {column: value}, "set": {column: value}, "make": boolean }].
-- `make` inserts the row if it does not exist. A column `document` is merged; other columns are replaced. Without
-- `make` a column of the key may also be set: then its earlier value is the condition.
-- Table names are unqualified on purpose: a rebuild puts temporary tables of the same names in front of these.
CREATE FUNCTION projection_apply(changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  change jsonb;
  cells jsonb;
  columns text;
  keys text;
  matches text;
  given_by text;
  copies text;
BEGIN
  FOR change IN SELECT value FROM jsonb_array_elements(changes) LOOP
    cells := (change->'key') || (change->'set');
    given_by := CASE WHEN (change->>'make')::boolean THEN 'EXCLUDED' ELSE 'given' END;
    SELECT string_agg(format('%I', name), ', ') INTO columns FROM jsonb_object_keys(cells) AS name;
    SELECT string_agg(format('%I', name), ', '), string_agg(format('present.%1$I = known.%1$I', name), ' AND ')
      INTO keys, matches FROM jsonb_object_keys(change->'key') AS name;
    SELECT string_agg(
        format(CASE name WHEN 'document' THEN '%1$I = present.%1$I || %2$s.%1$I' ELSE '%1$I = %2$s.%1$I' END,
          name, given_by), ', ')
      INTO copies FROM jsonb_object_keys(change->'set') AS name;
    IF (change->>'make')::boolean THEN
      EXECUTE format(
        'INSERT INTO %1$I AS present (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1) '
        'ON CONFLICT (%3$s) DO UPDATE SET %4$s', change->>'table', columns, keys, copies) USING cells;
    ELSE
      EXECUTE format(
        'UPDATE %1$I AS present SET %2$s FROM jsonb_populate_record(NULL::%1$I, $1) AS given, '
        'jsonb_populate_record(NULL::%1$I, $2) AS known WHERE %3$s', change->>'table', copies, matches)
        USING cells, change->'key';
    END IF;
  END LOOP;
END $$;

-- Appends events of one stream and writes their changes in one statement. Returns their places in the order of
-- their sequences. The events go in first: their lock admits one transaction at a time to the projections.
CREATE FUNCTION event_append(events jsonb, changes jsonb)
  RETURNS TABLE ("position" bigint, prev_hash text, log_prev_hash text, hash text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    INSERT INTO public.event (project_id, stream, sequence, type, occurred_at, actor, workflow_id, run_id, data,
      content_sha256, prev_hash)
    SELECT project_id, stream, sequence, type, occurred_at, actor, workflow_id, run_id, data, content_sha256, prev_hash
    FROM jsonb_populate_recordset(NULL::public.event, events)
    RETURNING position, prev_hash, log_prev_hash, hash;
  PERFORM projection_apply(changes);
END $$;

-- ---- Search: words anywhere in a track's texts ----

-- The expression of track/track-conditions.ts. Without the index a search reads the project's tracks: where the
-- extension is not available, or where the owner of the tables may not create it in this database.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
    BEGIN
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
    EXCEPTION WHEN insufficient_privilege THEN
      RETURN;
    END;
    CREATE INDEX track_search_idx ON "track" USING GIN
      ((' ' || search_title || ' ' || search_brief || ' ' || search_music || ' ' || search_tags || ' ') gin_trgm_ops);
  END IF;
END $$;

-- ---- Ledger: sums by project, and by project, day and step ----

-- What was used is a number that is not negative: NaN is greater than infinity, so it is refused too.
ALTER TABLE "cost" ADD CONSTRAINT cost_not_negative_check CHECK (
  cpu_seconds >= 0 AND cpu_seconds < 'Infinity' AND audio_seconds >= 0 AND audio_seconds < 'Infinity'
  AND model_seconds >= 0 AND model_seconds < 'Infinity' AND saved_cpu_seconds >= 0 AND saved_cpu_seconds < 'Infinity'
  AND price_micros >= 0 AND saved_price_micros >= 0 AND bytes_stored >= 0);

-- Runs as its owner: the application inserts ledger entries and cannot write sums. Sums are exact decimals, so they
-- do not depend on the order of entries. Rows are written in a fixed order to avoid deadlocks between statements.
CREATE FUNCTION cost_add_up() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- A trigger on any other table, such as a temporary one, must not use the owner's rights.
  IF TG_RELID <> 'public.cost'::regclass THEN
    RAISE EXCEPTION 'cost_add_up adds up the table cost only' USING ERRCODE = 'FE003';
  END IF;
  INSERT INTO public.cost_total AS total (project_id, cpu_seconds, audio_seconds, price_micros, bytes_stored,
    model_seconds, cache_hits, saved_cpu_seconds, saved_price_micros)
  SELECT project_id, sum(cpu_seconds::numeric(24,6)), sum(audio_seconds::numeric(24,6)), sum(price_micros),
    sum(bytes_stored), sum(model_seconds::numeric(24,6)), count(*) FILTER (WHERE cache_hit),
    sum(saved_cpu_seconds::numeric(24,6)), sum(saved_price_micros)
  FROM recorded GROUP BY project_id ORDER BY project_id
  ON CONFLICT (project_id) DO UPDATE SET
    cpu_seconds = total.cpu_seconds + EXCLUDED.cpu_seconds,
    audio_seconds = total.audio_seconds + EXCLUDED.audio_seconds,
    price_micros = total.price_micros + EXCLUDED.price_micros,
    bytes_stored = total.bytes_stored + EXCLUDED.bytes_stored,
    model_seconds = total.model_seconds + EXCLUDED.model_seconds,
    cache_hits = total.cache_hits + EXCLUDED.cache_hits,
    saved_cpu_seconds = total.saved_cpu_seconds + EXCLUDED.saved_cpu_seconds,
    saved_price_micros = total.saved_price_micros + EXCLUDED.saved_price_micros;
  INSERT INTO public.cost_day AS total (project_id, day, step, entries, cpu_seconds, model_seconds, audio_seconds,
    price_micros, bytes_stored, cache_hits, saved_cpu_seconds, saved_price_micros)
  SELECT project_id, (recorded_at AT TIME ZONE 'UTC')::date, step, count(*), sum(cpu_seconds::numeric(24,6)),
    sum(model_seconds::numeric(24,6)), sum(audio_seconds::numeric(24,6)), sum(price_micros), sum(bytes_stored),
    count(*) FILTER (WHERE cache_hit), sum(saved_cpu_seconds::numeric(24,6)), sum(saved_price_micros)
  FROM recorded GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (project_id, day, step) DO UPDATE SET
    entries = total.entries + EXCLUDED.entries,
    cpu_seconds = total.cpu_seconds + EXCLUDED.cpu_seconds,
    model_seconds = total.model_seconds + EXCLUDED.model_seconds,
    audio_seconds = total.audio_seconds + EXCLUDED.audio_seconds,
    price_micros = total.price_micros + EXCLUDED.price_micros,
    bytes_stored = total.bytes_stored + EXCLUDED.bytes_stored,
    cache_hits = total.cache_hits + EXCLUDED.cache_hits,
    saved_cpu_seconds = total.saved_cpu_seconds + EXCLUDED.saved_cpu_seconds,
    saved_price_micros = total.saved_price_micros + EXCLUDED.saved_price_micros;
  RETURN NULL;
END $$;
CREATE TRIGGER cost_add_up AFTER INSERT ON "cost" REFERENCING NEW TABLE AS recorded
  FOR EACH STATEMENT EXECUTE FUNCTION cost_add_up();

-- A trigger needs this right only where it is created.
REVOKE EXECUTE ON FUNCTION cost_add_up() FROM PUBLIC;

-- ---- Cache: which assets may be evicted ----

-- The assets of a project that may be evicted. Not evicted: material and the upload it was read from, audio of
-- previews, and every asset in use, except intermediates of a track that ended without a release `after_days` ago.
-- A plain query: the planner inlines it into the query around it, and all assets are checked in one pass.
CREATE FUNCTION reclaimable_assets(of_project text, after_days double precision)
  RETURNS TABLE (sha256 text, bytes bigint, created_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT asset.sha256, asset.bytes, asset.created_at FROM public.asset WHERE asset.project_id = of_project
    AND NOT EXISTS (
      SELECT FROM public.asset_use AS used
      LEFT JOIN public.track AS ended ON ended.track_id = used.track_id AND ended.project_id = of_project
        AND ended.stage IN ('archived', 'cancelled', 'failed') AND ended.release_id IS NULL
        AND ended.updated_at < now() - make_interval(secs => after_days * 86400)
      WHERE used.project_id = of_project AND used.sha256 = asset.sha256 AND (ended.track_id IS NULL
        OR used.kind NOT IN ('sketch', 'preview', 'midi', 'part-midi', 'stem', 'mix', 'peaks'))
    )
    AND NOT EXISTS (SELECT FROM public.material
      WHERE material.project_id = of_project AND material.sha256 = asset.sha256)
    AND NOT EXISTS (SELECT FROM public.material
      WHERE material.project_id = of_project AND material.upload_sha256 = asset.sha256)
    AND NOT EXISTS (SELECT FROM public.preview
      WHERE preview.project_id = of_project AND preview.wav_sha256 = asset.sha256)
$$;

CREATE FUNCTION asset_reclaimable(of_project text, of_sha256 text, after_days double precision)
  RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM public.reclaimable_assets(of_project, after_days) AS free WHERE free.sha256 = of_sha256)
$$;

-- Deletes an asset that may be evicted; true if the caller must remove its bytes from S3 before it commits. The row
-- lock makes a concurrent registration of a use wait, and each statement sees what was committed before the lock was
-- granted. Runs as its owner: the application has no right to delete assets.
-- References of step results are counted: for EXISTS, the planner scans all results instead of using the index.
CREATE FUNCTION asset_forget(of_project text, of_sha256 text, after_days double precision) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.asset WHERE project_id = of_project AND sha256 = of_sha256 FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF NOT public.asset_reclaimable(of_project, of_sha256, after_days) THEN RETURN false; END IF;
  IF (SELECT count(*) FROM public.step_result WHERE assets @> ARRAY[of_sha256] AND project_id = of_project) > 0
    THEN RETURN false; END IF;
  DELETE FROM public.asset_use WHERE project_id = of_project AND sha256 = of_sha256;
  DELETE FROM public.asset WHERE project_id = of_project AND sha256 = of_sha256;
  RETURN true;
END $$;
-- The application's role is granted it by prisma/app-role.ts.
REVOKE EXECUTE ON FUNCTION asset_forget(text, text, double precision) FROM PUBLIC;

-- ---- Inbox ----

CREATE FUNCTION inbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('fermata_inbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER inbox_notify AFTER INSERT ON "inbox" FOR EACH STATEMENT EXECUTE FUNCTION inbox_notify();

-- The condition of inbox/inbox-entries.ts: what operations list is a small part of the inbox.
CREATE INDEX inbox_open_idx ON "inbox" (id) WHERE relayed_at IS NULL OR undeliverable IS NOT NULL;

-- The condition of inbox/inbox.ts: few messages wait for an answer.
CREATE INDEX inbox_refusal_idx ON "inbox" (partner, id) WHERE refusal IS NOT NULL;
