import { releaseIdFor, SYSTEM_ACTOR } from '@fermata/contracts/values';
import type { RecordedTrack } from '@fermata/domain/release';
import type { PrismaClient } from '../generated/client.ts';
import { trackTable } from '../track/track-row.ts';

const TRACK = { trackId: true, stage: true, version: true } as const;
const Tracks = trackTable.row.pick(TRACK).array();

/** The facts about tracks of recordings on which releases that people create depend. */
export async function readRecordedTracks(
  prisma: PrismaClient,
  projectId: string,
  trackIds: readonly string[],
): Promise<RecordedTrack[]> {
  const rows = await prisma.track.findMany({
    where: { projectId, trackId: { in: [...trackIds] } },
    select: TRACK,
  });
  const tracks = Tracks.parse(rows);
  const withdrawn = tracks.filter(({ stage }) => stage === 'withdrawn').map(ownRelease);
  const withdrawals =
    withdrawn.length === 0
      ? []
      : await prisma.withdrawal.findMany({
          where: { projectId, releaseId: { in: withdrawn }, outcome: 'withdrawn' },
          select: { releaseId: true, requestedBy: true },
        });
  return tracks.map((track) => {
    const { trackId, stage } = track;
    const own = withdrawals.filter(({ releaseId }) => releaseId === ownRelease(track));
    // Unless the catalogue knows that only the system has requested it, a person may have had a reason.
    const bySystem = own.length > 0 && own.every(({ requestedBy }) => requestedBy === SYSTEM_ACTOR);
    return { trackId, stage, withdrawnByPerson: stage === 'withdrawn' && !bySystem };
  });
}

const ownRelease = ({ trackId, version }: { trackId: string; version: number }): string =>
  releaseIdFor(trackId, version);
