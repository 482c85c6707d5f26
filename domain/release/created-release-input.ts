import type { ReleaseContent, ReleasedVersion } from '@fermata/contracts/values';

/** The input of the workflow of a release that a person has created. `version`: the product of its recordings. */
export function createdReleaseInput({
  projectId,
  releaseId,
  createdBy,
  content: { recordings, terms, publishesAt },
  version,
}: {
  readonly projectId: string;
  readonly releaseId: string;
  readonly createdBy: string;
  readonly content: ReleaseContent;
  readonly version: ReleasedVersion;
}) {
  const [first] = recordings;
  if (first === undefined) throw new Error(`the release ${releaseId} has no recording`);
  return {
    ...{ projectId, releaseId, requestedBy: createdBy, terms, version },
    trackId: first.trackId,
    ...(publishesAt === undefined ? {} : { publishesAt }),
  };
}
