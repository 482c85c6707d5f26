import type { ReleaseContent, ReleasedVersion } from '@fermata/contracts/values';
import { createdVersion } from '@fermata/domain/release';
import type { PrismaClient } from '../generated/client.ts';
import { completedVersion } from '../version/completed-version.ts';

/** The product of a release that a person has created; null unless all its versions are completed. */
export async function readCreatedVersion(
  prisma: PrismaClient,
  projectId: string,
  content: ReleaseContent,
): Promise<ReleasedVersion | null> {
  const rows = await prisma.version.findMany({
    where: {
      projectId,
      OR: content.recordings.map(({ trackId, version }) => ({ trackId, version })),
    },
  });
  const recordings = content.recordings.map(({ trackId, version }) => {
    const row = rows.find((each) => each.trackId === trackId && each.version === version);
    return { version: row === undefined ? null : completedVersion(row, undefined) };
  });
  return createdVersion({ content, recordings });
}
