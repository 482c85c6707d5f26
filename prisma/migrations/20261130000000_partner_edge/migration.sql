-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "refusal" JSONB;

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

-- The condition of inbox/inbox.ts: few messages wait for an answer.
CREATE INDEX inbox_refusal_idx ON "inbox" (partner, id) WHERE refusal IS NOT NULL;
