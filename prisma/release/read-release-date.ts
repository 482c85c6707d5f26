import { releaseDate } from '@fermata/domain/release';
import type { PrismaClient } from '../generated/client.ts';
import { trackTable } from '../track/track-row.ts';
import { releaseTable } from './release-row.ts';

const RELEASE = { trackId: true, content: true, startedAt: true } as const;
const Release = releaseTable.row.pick(RELEASE);
const Terms = trackTable.row.pick({ releaseTerms: true });

/** The date of a release that partners show. Null: it has not started in this project. */
export async function readReleaseDate(
  prisma: PrismaClient,
  { projectId, releaseId }: { readonly projectId: string; readonly releaseId: string },
): Promise<string | null> {
  const row = await prisma.release.findFirst({ where: { projectId, releaseId }, select: RELEASE });
  if (row === null) return null;
  const { trackId, content, startedAt } = Release.parse(row);
  if (startedAt === null) return null;
  if (content !== null) return releaseDate(startedAt, content.terms);
  const track = await prisma.track.findFirstOrThrow({
    where: { projectId, trackId },
    select: { releaseTerms: true },
  });
  return releaseDate(startedAt, Terms.parse(track).releaseTerms);
}
