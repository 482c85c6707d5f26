import type { VersionView } from '@fermata/contracts/http';
import { Score } from '@fermata/contracts/values';
import type { TrackRecord } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';

/** The score of a version, an asset of its candidate; null if none is recorded. */
export async function readScore(
  assets: AssetStore,
  { projectId, candidates }: Pick<TrackRecord, 'projectId' | 'candidates'>,
  { version, recipeId }: Pick<VersionView, 'version' | 'recipeId'>,
): Promise<{ sha256: string; score: Score } | null> {
  const ref = candidates
    .find((candidate) => candidate.version === version && candidate.recipeId === recipeId)
    ?.assets.find(({ kind }) => kind === 'score');
  return ref
    ? {
        sha256: ref.sha256,
        score: Score.parse(
          JSON.parse(new TextDecoder().decode(await assets.get(projectId, ref.sha256))),
        ),
      }
    : null;
}
