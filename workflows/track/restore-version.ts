import { ApplicationFailure } from '@temporalio/workflow';
import type { ReleasedVersion, ReviewedVersion } from '@fermata/contracts/values';
import { catalogue } from '../proxies.ts';
import type { TrackRun } from './track-run.ts';

/**
 * The earlier version that the review has approved becomes the version of the track again, with its intent, recipe and
 * title.
 */
export async function restoreVersion(
  run: TrackRun,
  { version, versionSha256 }: ReviewedVersion,
): Promise<ReleasedVersion> {
  const { reviewId } = run;
  const { projectId, trackId, release } = run.input;
  const { released, intent } = await run.call(
    catalogue.readVersion,
    `Read version ${version}, which is approved`,
    { projectId, trackId, version },
  );
  if (released.versionSha256 !== versionSha256)
    throw ApplicationFailure.nonRetryable(
      `version ${version} of ${trackId} is not the one that was approved`,
      'VersionChangedError',
    );
  run.lifecycle.restore(version);
  run.intent = intent;
  run.recipeId = released.recipeId;
  run.title = released.title;
  run.unrecorded.push({
    type: 'track.version-restored',
    data: { reviewId, version, versionSha256, intent },
  });
  const { territories } = release;
  return { ...released, ...(territories ? { territories } : {}) };
}
