-- AlterTable
ALTER TABLE "track" ADD COLUMN     "release_terms" JSONB;

-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "traceparent" TEXT;
