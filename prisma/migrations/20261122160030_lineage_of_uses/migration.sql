-- Recipe, parents and checks belong to a use: the same bytes may come from another recipe in another track.
ALTER TABLE "asset_use" ADD COLUMN     "checks" JSONB,
ADD COLUMN     "parents" TEXT[],
ADD COLUMN     "recipe_id" TEXT;

-- What was known of the bytes is all that is known of their uses until now.
UPDATE "asset_use" AS used SET "recipe_id" = asset."recipe_id", "parents" = asset."parents", "checks" = asset."checks"
FROM "asset" AS asset WHERE asset."project_id" = used."project_id" AND asset."sha256" = used."sha256";
ALTER TABLE "asset_use" ALTER COLUMN "checks" SET NOT NULL;

-- Material is used by nobody yet when it comes, and has parents of its own.
ALTER TABLE "material" ADD COLUMN     "parents" TEXT[];
UPDATE "material" SET "parents" = asset."parents" FROM "asset" AS asset WHERE asset."project_id" = "material"."project_id" AND asset."sha256" = "material"."sha256";

-- AlterTable
ALTER TABLE "asset" DROP COLUMN "checks",
DROP COLUMN "parents",
DROP COLUMN "recipe_id";
