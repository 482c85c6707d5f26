import type { ReleasedVersion, ReleaseOrder } from '@fermata/contracts/values';
import { orderedVersion } from '@fermata/domain/release';
import type { PrismaClient } from '../generated/client.ts';
import { completedVersion } from './completed-version.ts';

/** The product of a release that a person has put together; null unless all its versions are completed. */
export async function readOrderedVersion(
  prisma: PrismaClient,
  projectId: string,
  order: ReleaseOrder,
): Promise<ReleasedVersion | null> {
  const rows = await prisma.version.findMany({
    where: {
      projectId,
      OR: order.recordings.map(({ trackId, version }) => ({ trackId, version })),
    },
  });
  const recordings = order.recordings.map(({ trackId, version }) => {
    const row = rows.find((each) => each.trackId === trackId && each.version === version);
    return { version: row === undefined ? null : completedVersion(row, undefined) };
  });
  return orderedVersion({ order, recordings });
}
