-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "partner_reference" TEXT;

-- What was undeliverable before is still shown to nobody but whose business it is. (jsonb has no character 0, so such a text is left out.)
UPDATE "inbox" SET "partner_reference" = "body"::jsonb #>> '{data,reference}' WHERE "undeliverable" IS NOT NULL AND position('\u0000' IN "body") = 0 AND "body" IS JSON;

-- CreateTable
CREATE TABLE "delivery_reference" (
    "partner" TEXT NOT NULL,
    "partner_reference" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "release_id" TEXT NOT NULL,

    CONSTRAINT "delivery_reference_pkey" PRIMARY KEY ("partner","partner_reference")
);

-- Who registered a reference first has it.
INSERT INTO "delivery_reference" ("partner", "partner_reference", "project_id", "release_id")
SELECT DISTINCT ON ("partner", "partner_reference") "partner", "partner_reference", "project_id", "release_id" FROM "delivery_address" ORDER BY "partner", "partner_reference", "id";

-- CreateIndex
CREATE UNIQUE INDEX "delivery_reference_partner_partner_reference_project_id_rel_key" ON "delivery_reference"("partner", "partner_reference", "project_id", "release_id");

-- CreateIndex
CREATE INDEX "inbox_relayed_at_next_attempt_at_idx" ON "inbox"("relayed_at", "next_attempt_at");

-- AddForeignKey. Not valid: what older code let in stays as it is, and every new row is checked.
ALTER TABLE "delivery_address" ADD CONSTRAINT "delivery_address_partner_partner_reference_project_id_rele_fkey" FOREIGN KEY ("partner", "partner_reference", "project_id", "release_id") REFERENCES "delivery_reference"("partner", "partner_reference", "project_id", "release_id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
