import { z } from 'zod';
import {
  decisionTokenKey,
  MaterialLicence,
  type ReleaseContent,
  type ReleasedVersion,
  reviewIdFor,
  ReviewMinimum,
  workflowIds,
} from '@fermata/contracts/values';
import { decideUpdate, type UpdateDecision } from '@fermata/domain/amendment';
import { type OfferAddressClaim, offerAddressIssue } from '@fermata/domain/inbox';
import type { OfferStep } from '@fermata/domain/offer';
import { recallSentence } from '@fermata/domain/recall';
import {
  attemptClaimIssue,
  attemptStartIssue,
  createdAttemptClaimIssue,
  createdAttemptStartIssue,
  createdRedeliveryClaimIssue,
  redeliveryClaimIssue,
} from '@fermata/domain/redelivery';
import {
  createdClaimIssue,
  type CreatedReleaseFacts,
  createdStartIssue,
  createdVersion,
  createdWaitReason,
  creationIssue,
  isCreatedAs,
  type OfferSummary,
  type RecordingFacts,
  type ReleaseClaim,
  releaseClaimIssue,
  type ReleaseFacts,
  type ReleaseStart,
  releaseStartIssue,
  waitReason,
} from '@fermata/domain/release';
import { belowMinimumIssue, eligibilityIssue } from '@fermata/domain/review';
import {
  type OfferEnds,
  type PursuitEnd,
  pursuitEnds,
  type TakedownClaim,
  type TakedownFacts,
  takedownIssue,
} from '@fermata/domain/withdrawal';
import { type OfferedVersion, readOfferedVersion } from '../amendment/read-offered-version.ts';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';
import {
  recallOfVersion,
  recallsOfVersions,
  type VersionKey,
} from '../recall/recall-of-version.ts';
import { reviewTable } from '../review/review-rows.ts';
import { trackTable } from '../track/track-row.ts';
import { completedVersion } from '../version/completed-version.ts';
import { withdrawalTable } from '../withdrawal/withdrawal-row.ts';
import { readOfferEnds } from './read-offer-ends.ts';
import { readRecordedTracks } from './read-recorded-tracks.ts';
import { readReleaseDate } from './read-release-date.ts';
import { readSaleFacts } from './read-sale-facts.ts';
import { releaseTable } from './release-row.ts';

/** Decides from the catalogue alone which messages may go to partners; the caller's identity does not count. */
export interface ReleaseAuthority {
  /** The product of several versions, null unless all are completed, and why nobody may create a release of them. */
  considerCreation(
    projectId: string,
    content: CreatedReleaseFacts['content'],
  ): Promise<
    { issue: string; version: ReleasedVersion | null } | { issue: null; version: ReleasedVersion }
  >;
  /** A completed version without the terms of its track, or null. */
  finishedVersion(key: VersionKey): Promise<ReleasedVersion | null>;
  /** Why nothing of this release may be sent to partners, or null. */
  releaseIssue(claim: ReleaseClaim): Promise<string | null>;
  /** Whether a person has created exactly this release, which has not ended. */
  isCreatedAs(claim: ReleaseClaim): Promise<boolean>;
  /** Why the release may not be recorded as started, or null. */
  startIssue(start: ReleaseStart): Promise<string | null>;
  /** Why nothing may be sent to a partner by an offer of the release, or null. */
  offerIssue(claim: ReleaseClaim): Promise<string | null>;
  /** Why an offer may not be recorded as started, or null. */
  offerStartIssue(start: ReleaseStart): Promise<string | null>;
  /** Why a release that has ended may not be redelivered to the partners of the claim, or null. */
  redeliveryIssue(claim: ReleaseClaim): Promise<string | null>;
  /** The version of an authorised claim as a delivery has it now: with the metadata that was requested last. */
  offeredVersion(claim: OfferedClaim): Promise<OfferedVersion>;
  /** Why an authorised step of an offer must wait, or null. */
  waitReason(release: ReleaseKey, step: OfferStep): Promise<string | null>;
  /** Whether the release is kept, and its state at each partner. Null: it has not started. */
  readRelease(release: {
    projectId: string;
    releaseId: string;
  }): Promise<{ kept: boolean; offers: OfferSummary[] } | null>;
  /** How the offers of a release have ended. */
  offerEnds(release: { projectId: string; releaseId: string }): Promise<OfferEnds>;
  /** Why the workflow may not receive the partner's messages about the release, or null. */
  offerAddressIssue(claim: OfferAddressClaim & { projectId: string }): Promise<string | null>;
  /** Why the release may not be taken down, or null. */
  takedownIssue(claim: TakedownClaim): Promise<string | null>;
  /** The partners that a withdrawal which has failed need not ask any more. */
  pursuitEnds(withdrawal: {
    projectId: string;
    withdrawalId: string;
  }): Promise<{ partner: string; end: PursuitEnd }[]>;
  /** Why the release may not be kept on sale, or null. */
  keepIssue(release: { projectId: string; releaseId: string }): Promise<string | null>;
  /** The version with the metadata that an amendment sends to a partner, or why it may not. */
  updateDecision(update: UpdateClaim): Promise<UpdateDecision>;
  /** The date of the release that partners show. Null: it has not started. */
  releaseDate(release: Pick<ReleaseKey, 'projectId' | 'releaseId'>): Promise<string | null>;
  /** The release for which a partner's reference is registered, or null. */
  releaseOf(
    partner: string,
    partnerReference: string,
  ): Promise<{ projectId: string; releaseId: string } | null>;
  /** Whether the project has, or had, a key. */
  knowsProject(projectId: string): Promise<boolean>;
}

export type OfferedClaim = Pick<ReleaseClaim, 'projectId' | 'releaseId' | 'version'>;

/** An amendment at one partner. */
export interface UpdateClaim {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly metadataVersion: number;
  readonly partner: string;
}

/** A release of a version. */
export type ReleaseKey = Pick<ReleaseStart, 'projectId' | 'trackId' | 'releaseId' | 'version'>;

const TRACK = {
  stage: true,
  held: true,
  version: true,
  requestedBy: true,
  reviewTerms: true,
  releaseTerms: true,
} as const;
const Track = trackTable.row.pick(TRACK);
const Approval = reviewTable.row.pick({ reviewId: true, version: true, approvedSha256: true });

const OFFER = { partner: true, state: true, attempt: true, redelivery: true } as const;
const Offers = z.array(
  offerTable.row
    .pick(OFFER)
    .transform(({ redelivery, ...offer }) =>
      redelivery === null ? offer : { ...offer, redelivery },
    ),
);

const WITHDRAWAL = /^withdrawal\/(.+)$/;

const WithdrawalOutcome = withdrawalTable.row.shape.outcome;

const Recordings = releaseTable.row.pick({ recordings: true });

const Progress = releaseTable.row.pick({ startedAt: true, endedAt: true, content: true });

/** `content`: null unless a person has created the release. */
interface Progress {
  readonly content: ReleaseContent | null;
  /** Also one that has not started. */
  readonly ended: boolean;
  readonly release: ReleaseFacts['release'];
}

export function createReleaseAuthority(prisma: PrismaClient): ReleaseAuthority {
  async function progressOf({
    projectId,
    releaseId,
  }: Pick<ReleaseKey, 'projectId' | 'releaseId'>): Promise<Progress> {
    const where = { projectId, releaseId };
    const [row, offers] = await prisma.$transaction([
      prisma.release.findFirst({
        where,
        select: { startedAt: true, endedAt: true, content: true },
      }),
      prisma.offer.findMany({ where, select: OFFER, orderBy: { number: 'asc' } }),
    ]);
    const release = row && Progress.parse(row);
    return {
      content: release?.content ?? null,
      ended: release?.endedAt != null,
      release:
        release === null || release.startedAt === null
          ? null
          : { ended: release.endedAt !== null, offers: Offers.parse(offers) },
    };
  }

  async function createdFacts(
    projectId: string,
    content: CreatedReleaseFacts['content'],
  ): Promise<CreatedReleaseFacts> {
    const [coverLicence, ...recordings] = await Promise.all([
      coverLicenceOf(projectId, content.metadata.cover),
      ...content.recordings.map(({ trackId, version }) =>
        recordingFacts({ projectId, trackId, version }),
      ),
    ]);
    return { content, recordings, coverLicence, release: null };
  }

  async function coverLicenceOf(
    projectId: string,
    sha256: string | undefined,
  ): Promise<CreatedReleaseFacts['coverLicence']> {
    if (sha256 === undefined) return null;
    const row = await prisma.material.findFirst({
      where: { projectId, sha256, kind: 'cover' },
      select: { licence: true },
    });
    return MaterialLicence.nullable().parse(row?.licence ?? null);
  }

  /** Decides by the rules of a created release, or by those of a release that its track has started. */
  async function decide<T>(
    key: ReleaseKey,
    rules: {
      readonly created: (facts: CreatedReleaseFacts) => T;
      readonly own: (facts: ReleaseFacts) => T;
    },
  ): Promise<T> {
    const { content, release } = await progressOf(key);
    if (content !== null)
      return rules.created({ ...(await createdFacts(key.projectId, content)), release });
    return rules.own({ ...(await recordingFacts(key)), release });
  }

  async function recordingFacts({
    projectId,
    trackId,
    version,
  }: VersionKey): Promise<RecordingFacts> {
    // One round trip; each step asks again, as a track may be held in between.
    const [trackRow, versionRow, review] = await prisma.$transaction([
      prisma.track.findFirst({
        where: { projectId, trackId },
        select: TRACK,
      }),
      prisma.version.findFirst({ where: { projectId, trackId, version } }),
      prisma.review.findFirst({
        where: { projectId, trackId, state: 'approved', approvedVersion: version },
        select: { reviewId: true, version: true, approvedSha256: true },
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
          await minimumAtAcceptance(projectId, trackId),
        ),
      },
      version: completed,
      isrc: completed && (await isrcOf(projectId, completed.pcmSha256)),
      approval:
        track && review && (await approvalOf(projectId, trackId, Approval.parse(review), track)),
      recall: await recallOfVersion(prisma, { projectId, trackId, version }),
      withdrawnByPerson: recorded?.withdrawnByPerson ?? false,
      territories: track?.releaseTerms.territories,
    };
  }

  /** The minimum review terms that the log held before the track's first event: later changes do not count. */
  async function minimumAtAcceptance(projectId: string, trackId: string): Promise<ReviewMinimum> {
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
    projectId: string,
    trackId: string,
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

  async function isrcOf(projectId: string, pcmSha256: string): Promise<string | null> {
    const row = await prisma.identifier.findFirst({
      where: { projectId, kind: 'isrc', subject: pcmSha256 },
      // A real code has taken the place of a test code.
      orderBy: { test: 'asc' },
      select: { code: true },
    });
    return row?.code ?? null;
  }

  async function takedownFacts(
    { projectId, trackId, releaseId }: Pick<TakedownClaim, 'projectId' | 'trackId' | 'releaseId'>,
    withdrawalId: string | null,
  ): Promise<TakedownFacts> {
    const [release, redelivered, withdrawal] = await prisma.$transaction([
      prisma.release.findFirst({
        where: { projectId, trackId, releaseId, startedAt: { not: null } },
        select: { endedAt: true },
      }),
      prisma.offer.findMany({
        where: { projectId, releaseId, redelivery: { in: ['requested', 'withdrawn'] } },
        select: { partner: true },
      }),
      prisma.withdrawal.findFirst({
        where: { projectId, withdrawalId: withdrawalId ?? '' },
        select: {
          ...{ withdrawalId: true, trackId: true, releaseId: true },
          ...{ reason: true, partners: true, requestedBy: true, outcome: true },
        },
      }),
    ]);
    return {
      release: release && {
        ended: release.endedAt !== null,
        redelivering: redelivered.map(({ partner }) => partner),
      },
      withdrawal: withdrawal && {
        ...withdrawal,
        outcome: WithdrawalOutcome.parse(withdrawal.outcome),
        redelivered: await redeliveredSince(withdrawal),
      },
    };
  }

  /** The partners of a withdrawal to which a person has requested a redelivery after it. */
  async function redeliveredSince({
    withdrawalId,
    releaseId,
    partners,
  }: {
    readonly withdrawalId: string;
    readonly releaseId: string;
    readonly partners: readonly string[];
  }): Promise<string[]> {
    const request = await prisma.event.findUnique({
      where: {
        stream_sequence: { stream: workflowIds.withdrawal(withdrawalId), sequence: 1 },
      },
      select: { position: true },
    });
    const later = await prisma.event.findMany({
      where: {
        type: 'redelivery.requested',
        stream: { in: partners.map((partner) => workflowIds.offer(releaseId, partner)) },
        position: { gt: request?.position ?? 0 },
      },
      select: { stream: true },
    });
    const streams = new Set(later.map(({ stream }) => stream));
    return partners.filter((partner) => streams.has(workflowIds.offer(releaseId, partner)));
  }

  return {
    async considerCreation(projectId, content) {
      const facts = await createdFacts(projectId, content);
      const version = createdVersion(facts);
      const issue = creationIssue(facts);
      return issue !== null || version === null
        ? { issue: issue ?? 'a version is not completed', version }
        : { issue: null, version };
    },

    async finishedVersion({ projectId, trackId, version }) {
      const row = await prisma.version.findFirst({ where: { projectId, trackId, version } });
      return row && completedVersion(row, undefined);
    },

    releaseIssue: (claim) =>
      decide(
        { ...claim, version: claim.version.version },
        {
          created: (facts) => createdClaimIssue(claim, facts),
          own: (facts) => releaseClaimIssue(claim, facts),
        },
      ),

    async isCreatedAs(claim) {
      const { content, ended, release } = await progressOf(claim);
      if (content === null || ended) return false;
      return isCreatedAs(claim, { ...(await createdFacts(claim.projectId, content)), release });
    },

    startIssue: (start) =>
      decide(start, {
        created: (facts) => createdStartIssue(start, facts),
        own: (facts) => releaseStartIssue(start, facts),
      }),

    offerIssue: (claim) =>
      decide(
        { ...claim, version: claim.version.version },
        {
          created: (facts) => createdAttemptClaimIssue(claim, facts),
          own: (facts) => attemptClaimIssue(claim, facts),
        },
      ),

    redeliveryIssue: (claim) =>
      decide(
        { ...claim, version: claim.version.version },
        {
          created: (facts) => createdRedeliveryClaimIssue(claim, facts),
          own: (facts) => redeliveryClaimIssue(claim, facts),
        },
      ),

    offeredVersion: (claim) => readOfferedVersion(prisma, claim),

    offerStartIssue: (start) =>
      decide(start, {
        created: (facts) => createdAttemptStartIssue(start, facts),
        own: (facts) => attemptStartIssue(start, facts),
      }),

    waitReason: (release, step) =>
      decide(release, {
        created: (facts) => createdWaitReason(step, facts),
        own: (facts) => waitReason(step, facts),
      }),

    async readRelease({ projectId, releaseId }) {
      const where = { projectId, releaseId };
      const [release, offers] = await prisma.$transaction([
        prisma.release.findFirst({
          where: { ...where, startedAt: { not: null } },
          select: { keptAt: true },
        }),
        prisma.offer.findMany({ where, select: OFFER, orderBy: { number: 'asc' } }),
      ]);
      return release && { kept: release.keptAt !== null, offers: Offers.parse(offers) };
    },

    offerEnds: (release) => readOfferEnds(prisma, release),

    takedownIssue: async (claim) =>
      takedownIssue(claim, await takedownFacts(claim, claim.withdrawalId)),

    async pursuitEnds({ projectId, withdrawalId }) {
      const withdrawal = await prisma.withdrawal.findFirst({
        where: { projectId, withdrawalId },
        select: { withdrawalId: true, releaseId: true, partners: true, requestedAt: true },
      });
      if (withdrawal === null) return [];
      const { releaseId, partners, requestedAt } = withdrawal;
      const [offers, later] = await prisma.$transaction([
        prisma.offer.findMany({ where: { projectId, releaseId }, select: OFFER }),
        prisma.withdrawal.findMany({
          where: {
            ...{ projectId, releaseId, startedAt: { not: null } },
            requestedAt: { gt: requestedAt },
          },
          select: { partners: true },
        }),
      ]);
      const redelivered = await redeliveredSince(withdrawal);
      return pursuitEnds({ partners, offers: Offers.parse(offers), redelivered, later });
    },

    async keepIssue({ projectId, releaseId }) {
      const row = await prisma.release.findFirst({
        where: { projectId, releaseId },
        select: { recordings: true },
      });
      if (row === null) return `the release ${releaseId} has not started`;
      const { recordings } = Recordings.parse(row);
      const [recall] = (await recallsOfVersions(prisma, projectId, recordings)).values();
      return recall === undefined ? null : recallSentence(recall);
    },

    async updateDecision({ projectId, trackId, ...update }) {
      const facts = await readSaleFacts(prisma, { projectId, releaseId: update.releaseId });
      return facts?.trackId === trackId
        ? decideUpdate(update, facts)
        : { issue: `${trackId} has no release ${update.releaseId}` };
    },

    releaseDate: (release) => readReleaseDate(prisma, release),

    offerAddressIssue: async (claim) =>
      offerAddressIssue(
        claim,
        await takedownFacts(claim, WITHDRAWAL.exec(claim.workflowId)?.[1] ?? null),
      ),

    knowsProject: async (projectId) =>
      (await prisma.actor.findFirst({ where: { projectId }, select: { actorId: true } })) !== null,

    releaseOf: (partner, partnerReference) =>
      prisma.offerReference.findUnique({
        where: { partner_partnerReference: { partner, partnerReference } },
        select: { projectId: true, releaseId: true },
      }),
  };
}
