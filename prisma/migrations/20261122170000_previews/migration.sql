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
CREATE INDEX "preview_project_id_made_at_idx" ON "preview"("project_id", "made_at" DESC);

-- CreateIndex
CREATE INDEX "preview_project_id_wav_sha256_idx" ON "preview"("project_id", "wav_sha256");

-- CreateIndex
CREATE INDEX "preview_session_last_used_at_idx" ON "preview_session"("last_used_at");

-- CreateIndex
CREATE INDEX "preview_entry_project_id_session_id_id_idx" ON "preview_entry"("project_id", "session_id", "id");

-- CreateIndex
CREATE INDEX "preview_entry_project_id_preview_id_idx" ON "preview_entry"("project_id", "preview_id");

-- AddForeignKey
ALTER TABLE "preview_entry" ADD CONSTRAINT "preview_entry_project_id_session_id_fkey" FOREIGN KEY ("project_id", "session_id") REFERENCES "preview_session"("project_id", "session_id") ON DELETE CASCADE ON UPDATE CASCADE;
