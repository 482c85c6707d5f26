import type { z } from 'zod';
import {
  decisionTokenKey,
  reviewIdFor,
  ReviewMinimum,
  workflowIds,
} from '@fermata/contracts/values';
import type { RecordingFacts, ReleaseFacts } from '@fermata/domain/release';
import { belowMinimumIssue, eligibilityIssue } from '@fermata/domain/review';
import type { PrismaClient } from '../generated/client.ts';
import { recallOfVersion, type VersionKey } from '../recall/recall-of-version.ts';
import { reviewTable } from '../review/review-rows.ts';
import { trackTable } from '../track/track-row.ts';
import { completedVersion } from '../version/completed-version.ts';
import { readRecordedTracks } from './read-recorded-tracks.ts';

const TRACK = {
  stage: true,
  held: true,
  version: true,
  requestedBy: true,
  reviewTerms: true,
  releaseTerms: true,
} as const;
const Track = trackTable.row.pick(TRACK);
const APPROVAL = { reviewId: true, version: true, approvedSha256: true } as const;
const Approval = reviewTable.row.pick(APPROVAL);

/** The facts about one version on which its releases depend: its track, its approval, its codes, a recall. */
export async function readRecordingFacts(
  prisma: PrismaClient,
  { projectId, trackId, version }: VersionKey,
): Promise<RecordingFacts> {
  // One round trip; each step asks again, as a track may be held in between.
  const [trackRow, versionRow, review] = await prisma.$transaction([
    prisma.track.findFirst({ where: { projectId, trackId }, select: TRACK }),
    prisma.version.findFirst({ where: { projectId, trackId, version } }),
    prisma.review.findFirst({
      where: { projectId, trackId, state: 'approved', approvedVersion: version },
      select: APPROVAL,
    }),
  ]);
  const track = trackRow && Track.parse(trackRow);
  const [recorded] =
    track?.stage === 'withdrawn' ? await readRecordedTracks(prisma, projectId, [trackId]) : [];
  const completed = versionRow && completedVersion(versionRow, track?.releaseTerms?.territories);
  return {
    track: track && {
      stage: track.stage,
      version: track.version,
      held: track.held,
      partners: track.releaseTerms.partners,
      onRejection: track.releaseTerms.onRejection,
      termsIssue: belowMinimumIssue(
        track.reviewTerms,
        await minimumAtAcceptance(prisma, projectId, trackId),
      ),
    },
    version: completed,
    isrc: completed && (await isrcOf(prisma, projectId, completed.pcmSha256)),
    approval:
      track &&
      review &&
      (await approvalOf(prisma, { projectId, trackId }, Approval.parse(review), track)),
    recall: await recallOfVersion(prisma, { projectId, trackId, version }),
    withdrawnByPerson: recorded?.withdrawnByPerson ?? false,
    territories: track?.releaseTerms.territories,
  };
}

/** The minimum review terms that the log held before the track's first event: later changes do not count. */
async function minimumAtAcceptance(
  prisma: PrismaClient,
  projectId: string,
  trackId: string,
): Promise<ReviewMinimum> {
  const accepted = await prisma.event.findUnique({
    where: { stream_sequence: { stream: workflowIds.track(trackId), sequence: 1 } },
    select: { position: true },
  });
  const set =
    accepted &&
    (await prisma.event.findFirst({
      where: {
        stream: `project/${projectId}`,
        type: 'review-minimum.set',
        position: { lt: accepted.position },
      },
      orderBy: { sequence: 'desc' },
      select: { data: true },
    }));
  return ReviewMinimum.parse(set?.data ?? {});
}

/**
 * Events are no proof of a decision, as a forged workflow can record them: a verified token is. The
 * terms are the track's, which its first event has fixed, not those of a later `review.opened`.
 */
async function approvalOf(
  prisma: PrismaClient,
  { projectId, trackId }: Pick<VersionKey, 'projectId' | 'trackId'>,
  { reviewId, version, approvedSha256 }: z.infer<typeof Approval>,
  { reviewTerms: terms, requestedBy }: Pick<z.infer<typeof Track>, 'reviewTerms' | 'requestedBy'>,
): Promise<ReleaseFacts['approval']> {
  if (approvedSha256 === null || reviewId !== reviewIdFor(trackId, version)) return null;
  const versionSha256 = approvedSha256;
  const approvals = await prisma.decision.findMany({
    where: { projectId, reviewId, verdict: 'approve', undone: false },
    select: { decisionId: true, reviewer: true },
  });
  const reviewers = new Map(
    approvals
      .filter(({ reviewer }) => eligibilityIssue({ terms, requestedBy }, reviewer) === null)
      .map(({ decisionId, reviewer }) => [
        decisionTokenKey({ action: 'approve', decisionId, reviewer, versionSha256 }),
        reviewer,
      ]),
  );
  const used = await prisma.spentToken.findMany({
    where: { projectId, tokenKey: { in: [...reviewers.keys()] } },
    select: { tokenKey: true },
  });
  const proven = new Set(used.map(({ tokenKey }) => reviewers.get(tokenKey)));
  return { versionSha256, quorum: terms.quorum, provenReviewers: proven.size };
}

async function isrcOf(
  prisma: PrismaClient,
  projectId: string,
  pcmSha256: string,
): Promise<string | null> {
  const row = await prisma.identifier.findFirst({
    where: { projectId, kind: 'isrc', subject: pcmSha256 },
    // A real code has taken the place of a test code.
    orderBy: { test: 'asc' },
    select: { code: true },
  });
  return row?.code ?? null;
}
