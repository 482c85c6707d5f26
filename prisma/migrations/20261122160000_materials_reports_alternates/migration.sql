-- AlterTable
ALTER TABLE "candidate" ADD COLUMN     "findings" JSONB;

-- AlterTable
ALTER TABLE "version" ADD COLUMN     "alternates" JSONB,
ADD COLUMN     "findings" JSONB,
ADD COLUMN     "master_report" JSONB,
ADD COLUMN     "mix_report" JSONB;

-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "remake" JSONB;

-- AlterTable
ALTER TABLE "asset_use" DROP CONSTRAINT "asset_use_pkey",
ADD COLUMN     "alternate" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "asset_use_pkey" PRIMARY KEY ("project_id", "track_id", "version", "kind", "part", "alternate", "sha256");

-- CreateTable
CREATE TABLE "material" (
    "project_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "upload_sha256" TEXT,
    "licence" JSONB,
    "source" JSONB,
    "understood" JSONB,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "material_pkey" PRIMARY KEY ("project_id","sha256")
);

-- AddForeignKey
ALTER TABLE "material" ADD CONSTRAINT "material_project_id_sha256_fkey" FOREIGN KEY ("project_id", "sha256") REFERENCES "asset"("project_id", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

