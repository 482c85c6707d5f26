import { isPartnerFile, ReleasedVersion } from '@fermata/contracts/values';
import { versionTable } from './version-row.ts';

const Version = versionTable.row.omit({ projectId: true });

/** The version as partners get it; null until it is complete. */
export function completedVersion(
  row: unknown,
  territories: ReleasedVersion['territories'],
): ReleasedVersion | null {
  const { version, title, recipeId, document } = Version.parse(row);
  const { versionSha256, pcmSha256, aiDisclosure, credits, metadata, isrc } = document;
  const { tags, files = [], master } = document;
  const completed = ReleasedVersion.safeParse({
    ...{ version, versionSha256, title, recipeId, pcmSha256, aiDisclosure, credits, tags },
    ...{ metadata, isrc },
    durationSeconds: master?.figures.durationSeconds,
    ...(territories ? { territories } : {}),
    files: files.filter(isPartnerFile),
  });
  return completed.success ? completed.data : null;
}
