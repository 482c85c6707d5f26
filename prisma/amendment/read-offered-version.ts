import type { ReleasedVersion } from '@fermata/contracts/values';
import { offeredVersion } from '@fermata/domain/amendment';
import type { PrismaClient } from '../generated/client.ts';
import { amendmentTable } from './amendment-row.ts';

export interface OfferedVersion {
  readonly version: ReleasedVersion;
  /** Of its metadata. */
  readonly metadataVersion: number;
}

const AMENDMENT = { metadataVersion: true, amended: true } as const;
const Amendment = amendmentTable.row.pick(AMENDMENT);

/** The version with the metadata that was requested last, or as it is. */
export async function readOfferedVersion(
  prisma: PrismaClient,
  {
    projectId,
    releaseId,
    version,
  }: { readonly projectId: string; readonly releaseId: string; readonly version: ReleasedVersion },
): Promise<OfferedVersion> {
  const row = await prisma.amendment.findFirst({
    where: { projectId, releaseId },
    orderBy: { metadataVersion: 'desc' },
    select: AMENDMENT,
  });
  return offeredVersion(version, row && Amendment.parse(row));
}
