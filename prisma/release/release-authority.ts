import type { ReleasedVersion } from '@fermata/contracts/values';
import { decideUpdate, lostTerritories, type UpdateDecision } from '@fermata/domain/amendment';
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
  type ReleaseClaim,
  releaseClaimIssue,
  type ReleaseFacts,
  type ReleaseStart,
  releaseStartIssue,
  waitReason,
} from '@fermata/domain/release';
import {
  type OfferEnds,
  type PursuitEnd,
  type TakedownClaim,
  takedownIssue,
} from '@fermata/domain/withdrawal';
import { type OfferedVersion, readOfferedVersion } from '../amendment/read-offered-version.ts';
import type { PrismaClient } from '../generated/client.ts';
import { recallsOfVersions, type VersionKey } from '../recall/recall-of-version.ts';
import { completedVersion } from '../version/completed-version.ts';
import { readPursuitEnds } from '../withdrawal/read-pursuit-ends.ts';
import { readTakedownFacts } from '../withdrawal/read-takedown-facts.ts';
import { readCreatedFacts } from './read-created-facts.ts';
import { readOfferEnds } from './read-offer-ends.ts';
import { readRecordingFacts } from './read-recording-facts.ts';
import { readReleaseDate } from './read-release-date.ts';
import { readKeptRelease, readReleaseProgress } from './read-release-progress.ts';
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
  /**
   * The territories from which the release was withdrawn since its delivery to the partner, or since the last update
   * that the partner shows.
   */
  lostTerritories(offer: {
    projectId: string;
    releaseId: string;
    partner: string;
  }): Promise<string[]>;
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

const WITHDRAWAL = /^withdrawal\/(.+)$/;

const Recordings = releaseTable.row.pick({ recordings: true });

export function createReleaseAuthority(prisma: PrismaClient): ReleaseAuthority {
  /** Decides by the rules of a created release, or by those of a release that its track has started. */
  async function decide<T>(
    key: ReleaseKey,
    rules: {
      readonly created: (facts: CreatedReleaseFacts) => T;
      readonly own: (facts: ReleaseFacts) => T;
    },
  ): Promise<T> {
    const { content, release } = await readReleaseProgress(prisma, key);
    if (content !== null)
      return rules.created({
        ...(await readCreatedFacts(prisma, key.projectId, content)),
        release,
      });
    return rules.own({ ...(await readRecordingFacts(prisma, key)), release });
  }

  return {
    async considerCreation(projectId, content) {
      const facts = await readCreatedFacts(prisma, projectId, content);
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
      const { content, ended, release } = await readReleaseProgress(prisma, claim);
      if (content === null || ended) return false;
      const facts = await readCreatedFacts(prisma, claim.projectId, content);
      return isCreatedAs(claim, { ...facts, release });
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

    readRelease: (release) => readKeptRelease(prisma, release),

    offerEnds: (release) => readOfferEnds(prisma, release),

    takedownIssue: async (claim) =>
      takedownIssue(claim, await readTakedownFacts(prisma, claim, claim.withdrawalId)),

    pursuitEnds: (withdrawal) => readPursuitEnds(prisma, withdrawal),

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

    async lostTerritories({ partner, ...release }) {
      const facts = await readSaleFacts(prisma, release);
      return facts === null ? [] : lostTerritories(partner, facts);
    },

    releaseDate: (release) => readReleaseDate(prisma, release),

    offerAddressIssue: async (claim) =>
      offerAddressIssue(
        claim,
        await readTakedownFacts(prisma, claim, WITHDRAWAL.exec(claim.workflowId)?.[1] ?? null),
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
