import { ARTIST, deriveId, isPartnerFile, ReleasedVersion } from '@fermata/contracts/values';
import {
  type ReleaseClaim,
  releaseClaimIssue,
  type ReleaseFacts,
  type TakeDownClaim,
  takeDownIssue,
} from '@fermata/domain/release';
import type { PrismaClient } from '../generated/client.ts';
import { trackTable } from '../track/track-row.ts';
import { versionTable } from '../track/version-row.ts';

/** Decides from the catalogue alone what may be sent to partners; the caller's identity does not count. */
export interface ReleaseAuthority {
  /** Why nothing of this release may be sent to partners, or null. */
  releaseIssue(claim: ReleaseClaim): Promise<string | null>;
  /** Why the release may not be taken down, or null. */
  takeDownIssue(claim: TakeDownClaim): Promise<string | null>;
  /** The release for which a partner's reference is registered, or null. */
  releaseOf(
    partner: string,
    partnerReference: string,
  ): Promise<{ projectId: string; releaseId: string } | null>;
}

const Track = trackTable.row.pick({ stage: true, version: true, releaseTerms: true });
const Version = versionTable.row.omit({ projectId: true });

export function createReleaseAuthority(prisma: PrismaClient): ReleaseAuthority {
  async function factsOf(claim: ReleaseClaim): Promise<ReleaseFacts> {
    const { projectId, trackId, releaseId } = claim;
    const { version } = claim.version;
    // One transaction: one snapshot is not needed, as none of these facts is ever taken back.
    const [trackRow, versionRow, review, release] = await prisma.$transaction([
      prisma.track.findFirst({
        where: { projectId, trackId },
        select: { stage: true, version: true, releaseTerms: true },
      }),
      prisma.version.findFirst({ where: { projectId, trackId, version } }),
      prisma.review.findFirst({
        where: {
          ...{ projectId, trackId, version },
          reviewId: deriveId('rev', trackId, version),
          state: 'approved',
        },
        select: { versionSha256: true },
      }),
      prisma.release.findFirst({ where: { projectId, releaseId }, select: { endedAt: true } }),
    ]);
    const track = trackRow && Track.parse(trackRow);
    return {
      track: track && {
        stage: track.stage,
        version: track.version,
        partners: track.releaseTerms?.partners ?? [],
      },
      version: versionRow && completedVersion(versionRow, track?.releaseTerms?.territories),
      approvedSha256: review?.versionSha256 ?? null,
      releaseEnded: release !== null && release.endedAt !== null,
    };
  }

  return {
    releaseIssue: async (claim) => releaseClaimIssue(claim, await factsOf(claim)),

    async takeDownIssue(claim) {
      const { projectId, trackId, releaseId, withdrawalId } = claim;
      const [release, withdrawal] = await prisma.$transaction([
        prisma.release.findFirst({
          where: { projectId, trackId, releaseId },
          select: { endedAt: true },
        }),
        prisma.withdrawal.findFirst({
          where: { projectId, withdrawalId: withdrawalId ?? '' },
          select: { trackId: true, releaseId: true, reason: true, endedAt: true },
        }),
      ]);
      return takeDownIssue(claim, {
        release: release && { ended: release.endedAt !== null },
        withdrawal: withdrawal && { ...withdrawal, ended: withdrawal.endedAt !== null },
      });
    },

    releaseOf: (partner, partnerReference) =>
      prisma.deliveryReference.findUnique({
        where: { partner_partnerReference: { partner, partnerReference } },
        select: { projectId: true, releaseId: true },
      }),
  };
}

/** The version as partners get it; null until it is complete. */
function completedVersion(
  row: unknown,
  territories: ReleasedVersion['territories'],
): ReleasedVersion | null {
  const { version, title, recipeId, document } = Version.parse(row);
  const { versionSha256, pcmSha256, aiDisclosure, credits, tags, files = [], master } = document;
  const completed = ReleasedVersion.safeParse({
    ...{ version, versionSha256, title, recipeId, pcmSha256, aiDisclosure, credits, tags },
    artist: ARTIST,
    durationSeconds: master?.figures.durationSeconds,
    ...(territories ? { territories } : {}),
    files: files.filter(isPartnerFile),
  });
  return completed.success ? completed.data : null;
}
