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
    "prev_hash" TEXT NOT NULL,
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
    "detail" TEXT,
    "release_id" TEXT,

    CONSTRAINT "track_pkey" PRIMARY KEY ("track_id")
);

-- CreateTable
CREATE TABLE "candidate" (
    "candidate_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "recipe_id" TEXT NOT NULL,
    "score" DOUBLE PRECISION,
    "criteria" JSONB,
    "picked_by" TEXT,
    "assets" JSONB,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("candidate_id")
);

-- CreateTable
CREATE TABLE "version" (
    "track_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "project_id" TEXT NOT NULL,
    "intent" JSONB,
    "recipe_id" TEXT,
    "version_sha256" TEXT,
    "pcm_sha256" TEXT,
    "title" TEXT,
    "tags" JSONB,
    "ai_disclosure" TEXT,
    "credits" JSONB,
    "stems" JSONB,
    "mix" JSONB,
    "mix_figures" JSONB,
    "stem_sum_deviation_dbfs" DOUBLE PRECISION,
    "master" JSONB,
    "master_figures" JSONB,
    "files" JSONB,
    "policy" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

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
    "reminded_at" TIMESTAMPTZ(3),
    "escalated" BOOLEAN NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

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
    "note" TEXT,
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
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "detail" TEXT,

    CONSTRAINT "release_pkey" PRIMARY KEY ("release_id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "release_id" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "partner_reference" TEXT,
    "files" JSONB,
    "detail" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("release_id","partner")
);

-- CreateTable
CREATE TABLE "withdrawal" (
    "withdrawal_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "release_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "detail" TEXT,

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("withdrawal_id")
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
    "recipe_id" TEXT,
    "parents" TEXT[],
    "checks" JSONB NOT NULL,
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
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_use_pkey" PRIMARY KEY ("project_id","track_id","version","kind","part","sha256")
);

-- CreateTable
CREATE TABLE "cost" (
    "project_id" TEXT NOT NULL,
    "step_key" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "cpu_seconds" DOUBLE PRECISION NOT NULL,
    "audio_seconds" DOUBLE PRECISION NOT NULL,
    "price_minor" DECIMAL(18,6) NOT NULL,
    "cache_hit" BOOLEAN NOT NULL,
    "bytes_stored" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cost_pkey" PRIMARY KEY ("project_id","step_key")
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
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayed_at" TIMESTAMPTZ(3),
    "workflow_id" TEXT,
    "undeliverable" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_token" (
    "project_id" TEXT NOT NULL,
    "token_key" TEXT NOT NULL,
    "used_by" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_token_pkey" PRIMARY KEY ("project_id","token_key")
);

-- CreateTable
CREATE TABLE "delivery_address" (
    "id" BIGSERIAL NOT NULL,
    "partner" TEXT NOT NULL,
    "partner_reference" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "track_id" TEXT NOT NULL,
    "release_id" TEXT NOT NULL,

    CONSTRAINT "delivery_address_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "event_project_id_position_idx" ON "event"("project_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "event_stream_sequence_key" ON "event"("stream", "sequence");

-- CreateIndex
CREATE INDEX "track_project_id_created_at_track_id_idx" ON "track"("project_id", "created_at" DESC, "track_id" DESC);

-- CreateIndex
CREATE INDEX "candidate_track_id_version_ordinal_idx" ON "candidate"("track_id", "version", "ordinal");

-- CreateIndex
CREATE INDEX "review_project_id_opened_at_review_id_idx" ON "review"("project_id", "opened_at" DESC, "review_id" DESC);

-- CreateIndex
CREATE INDEX "review_track_id_opened_at_idx" ON "review"("track_id", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "decision_review_id_sequence_idx" ON "decision"("review_id", "sequence");

-- CreateIndex
CREATE INDEX "decision_track_id_idx" ON "decision"("track_id");

-- CreateIndex
CREATE INDEX "release_track_id_idx" ON "release"("track_id");

-- CreateIndex
CREATE INDEX "withdrawal_track_id_idx" ON "withdrawal"("track_id");

-- CreateIndex
CREATE INDEX "asset_use_project_id_sha256_idx" ON "asset_use"("project_id", "sha256");

-- CreateIndex
CREATE INDEX "cost_project_id_track_id_idx" ON "cost"("project_id", "track_id");

-- CreateIndex
CREATE INDEX "api_key_project_id_actor_id_idx" ON "api_key"("project_id", "actor_id");

-- CreateIndex
CREATE INDEX "inbox_relayed_at_id_idx" ON "inbox"("relayed_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_partner_webhook_id_key" ON "inbox"("partner", "webhook_id");

-- CreateIndex
CREATE INDEX "delivery_address_project_id_track_id_idx" ON "delivery_address"("project_id", "track_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_address_partner_partner_reference_workflow_id_key" ON "delivery_address"("partner", "partner_reference", "workflow_id");

-- AddForeignKey
ALTER TABLE "asset_use" ADD CONSTRAINT "asset_use_project_id_sha256_fkey" FOREIGN KEY ("project_id", "sha256") REFERENCES "asset"("project_id", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_project_id_actor_id_fkey" FOREIGN KEY ("project_id", "actor_id") REFERENCES "actor"("project_id", "actor_id") ON DELETE RESTRICT ON UPDATE CASCADE;
