import type {
  AmendmentState,
  AmendmentWorkflowInput,
  OfferWorkflowInput,
  PursuitEnds,
  ReleaseWorkflowInput,
  SaleState,
  SaleWorkflowInput,
  WithdrawalState,
  WithdrawalWorkflowInput,
} from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import {
  amendmentIssue,
  lostTerritories,
  partnersInFlight,
  sellingPartners,
} from '@fermata/domain/amendment';
import { isOnSale } from '@fermata/domain/offer';
import { recallSentence } from '@fermata/domain/recall';
import { notOnSaleIssue, versionsOfRelease } from '@fermata/domain/release';
import { leftAfterFailure, termsWithdrawalIssue } from '@fermata/domain/withdrawal';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';
import { type RefusalDeps, type RefusalEntry, refuseStart } from './refuse-start.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { saleOfRelease } from './sale-of-release.ts';
import {
  type TrackRequestDeps,
  trackRequestIssue,
  type TrackStart,
} from './track-request-issue.ts';

export interface AuthorityDeps extends TrackRequestDeps {
  readonly catalogue: TrackRequestDeps['catalogue'] &
    RefusalDeps & {
      readonly authority: Pick<
        Catalogue['authority'],
        | 'releaseIssue'
        | 'isCreatedAs'
        | 'offerIssue'
        | 'offerEnds'
        | 'readRelease'
        | 'takedownIssue'
        | 'pursuitEnds'
      >;
      readonly recalls: Pick<Catalogue['recalls'], 'ofVersions'>;
      readonly tracks: Pick<Catalogue['tracks'], 'find'>;
      readonly releases: Pick<Catalogue['releases'], 'find' | 'lastSequence' | 'saleFacts'>;
      readonly amendments: Pick<Catalogue['amendments'], 'lastSequence' | 'openVersions'>;
      readonly withdrawals: Pick<Catalogue['withdrawals'], 'request' | 'progress'>;
    };
}

/**
 * Task queue `control`: whether a workflow may start the work of its input. Any client with access to Temporal can
 * start a workflow, so only the catalogue is proof. A refusal is recorded (`refuseStart`).
 */
export function createAuthorityActivities(deps: AuthorityDeps) {
  const { authority, recalls, releases, amendments, withdrawals } = deps.catalogue;
  const refuse = (projectId: string, refusal: RefusalEntry): Promise<never> =>
    refuseStart(deps.catalogue, projectId, refusal);

  /** Only a person's answer starts a further attempt. */
  async function attemptIssue(input: OfferWorkflowInput): Promise<string | null> {
    const { partner, attempt } = input;
    const release = await authority.readRelease(input);
    const asked = release?.offers.find((offer) => offer.partner === partner)?.attempt ?? 0;
    return attempt === asked ? null : `attempt ${attempt} at ${partner} was not asked for`;
  }

  return {
    /** Throws NotAuthorisedError, records track.refused, unless a person or a partner asked for this very track. */
    async authoriseTrack(start: TrackStart): Promise<void> {
      const { projectId, trackId } = start.request;
      const detail =
        workflowIdIssue(workflowIds.track(trackId)) ?? (await trackRequestIssue(deps, start));
      if (detail !== null)
        await refuse(projectId, { type: 'track.refused', data: { trackId, detail } });
    },

    /**
     * The recall because of which an approved release must wait before it starts, or null. Throws NotAuthorisedError,
     * and records release.refused, unless the catalogue knows the release as approved.
     */
    async authoriseRelease(input: ReleaseWorkflowInput): Promise<string | null> {
      const { projectId, releaseId, trackId, version, terms } = input;
      const claim = { projectId, releaseId, trackId, version, partners: terms.partners };
      const detail =
        workflowIdIssue(workflowIds.release(releaseId)) ?? (await authority.releaseIssue(claim));
      if (detail !== null)
        return refuse(projectId, { type: 'release.refused', data: { releaseId, trackId, detail } });
      const recall = await recalls.ofVersions(projectId, versionsOfRelease(input));
      return recall === null ? null : recallSentence(recall);
    },

    /** Whether a person has created exactly this release, which has not ended and whose workflow asks. */
    async isCreatedRelease(input: ReleaseWorkflowInput): Promise<boolean> {
      const { projectId, releaseId, trackId, version, terms } = input;
      const claim = { projectId, releaseId, trackId, version, partners: terms.partners };
      return (
        workflowIdIssue(workflowIds.release(releaseId)) === null &&
        (await authority.isCreatedAs(claim))
      );
    },

    /** As for a release, which must have started. */
    async authoriseOffer(input: OfferWorkflowInput): Promise<void> {
      const { projectId, releaseId, trackId, version, partner } = input;
      const claim = { projectId, releaseId, trackId, version, partners: [partner] };
      const detail =
        workflowIdIssue(workflowIds.offer(releaseId, partner)) ??
        (await authority.offerIssue(claim)) ??
        (await attemptIssue(input));
      if (detail !== null)
        await refuse(projectId, { type: 'release.refused', data: { releaseId, trackId, detail } });
    },

    /**
     * A requested amendment, and the partners that sell the release now. Throws NotAuthorisedError, and records
     * amendment.refused, unless the catalogue has the request.
     */
    async openAmendment({
      projectId,
      releaseId,
      metadataVersion,
    }: Pick<
      AmendmentWorkflowInput,
      'projectId' | 'releaseId' | 'metadataVersion'
    >): Promise<AmendmentState> {
      const key = { releaseId, metadataVersion };
      const refused = (detail: string): Promise<never> =>
        refuse(projectId, { type: 'amendment.refused', data: { ...key, detail } });
      const facts = await releases.saleFacts({ projectId, releaseId });
      if (facts === null) return refused(`the release ${releaseId} has not started`);
      const { trackId, lastAmendment } = facts;
      const open = await amendments.openVersions({ projectId, releaseId });
      const last = lastAmendment?.metadataVersion ?? 1;
      // A later amendment has been requested while this one runs.
      const isSuperseded = open.includes(metadataVersion) && last > metadataVersion;
      const issue =
        workflowIdIssue(workflowIds.amendment(releaseId, metadataVersion)) ??
        (isSuperseded ? null : amendmentIssue(key, facts));
      const supersedes = open.filter((version) => version < metadataVersion);
      if (issue !== null || lastAmendment === null)
        return refused(issue ?? 'nobody has requested it');
      const { amended, reason, requestedBy } = lastAmendment;
      return {
        ...{ trackId, title: amended.title, reason, requestedBy },
        sequence: await amendments.lastSequence({ projectId, ...key }),
        partners: sellingPartners(facts).map((offer) => ({
          partner: offer.partner,
          partnerReference: offer.partnerReference,
          metadataVersion: offer.metadataVersion,
        })),
        ...(supersedes.length === 0 ? {} : { supersedes }),
        ...(isSuperseded ? { supersededBy: last } : {}),
        inFlight: partnersInFlight(facts),
        awaiting: [...facts.awaiting],
      };
    },

    /**
     * The territories from which the amendment requested last takes the release away at a partner that shows earlier
     * metadata. Throws NotAuthorisedError for a release that has not started.
     */
    async lostTerritories({
      partner,
      ...release
    }: {
      projectId: string;
      releaseId: string;
      partner: string;
    }): Promise<string[]> {
      const facts = await releases.saleFacts(release);
      if (facts === null) throw notAuthorised(`the release ${release.releaseId} has not started`);
      return lostTerritories(partner, facts);
    },

    /**
     * A release on sale, for the workflow that handles late messages about it. Throws NotAuthorisedError, and records
     * release.refused, unless the release has ended on sale.
     */
    async openSale({
      projectId,
      releaseId,
    }: Pick<SaleWorkflowInput, 'projectId' | 'releaseId'>): Promise<SaleState> {
      const release = await releases.find(projectId, releaseId);
      if (release === null) throw notAuthorised(`there is no release ${releaseId}`);
      const detail = workflowIdIssue(workflowIds.release(releaseId)) ?? notOnSaleIssue(release);
      const { trackId, title, createdByPerson, terms } = release;
      if (detail !== null)
        return refuse(projectId, { type: 'release.refused', data: { releaseId, trackId, detail } });
      const { partners, onRejection, questionSeconds } = terms;
      return {
        ...{ trackId, title, createdByPerson },
        terms: { partners, onRejection, questionSeconds },
        sequence: await releases.lastSequence(projectId, releaseId),
      };
    },

    /**
     * Requests the withdrawal that the terms demand once a partner no longer sells the release. A repeat returns the
     * same request. Null: no partner sells it any more. Throws NotAuthorisedError unless the catalogue has the terms
     * and a partner's delisting.
     */
    async requestTermsWithdrawal(input: {
      projectId: string;
      trackId: string;
      releaseId: string;
    }): Promise<WithdrawalWorkflowInput | null> {
      const sale = await saleOfRelease(deps.catalogue, input);
      if (sale?.releaseId === input.releaseId && !sale.partners.some(isOnSale)) return null;
      const issue = termsWithdrawalIssue(input, sale);
      if (sale === null || issue !== null) throw notAuthorised(issue ?? 'no release');
      const { onRejection } = sale.releaseTerms;
      const reason = `the terms are ${onRejection}, and a partner no longer sells it`;
      return requestWithdrawal(withdrawals, { ...input, reason }, sale);
    },

    /**
     * Requests the withdrawal from those of the partners that may have a release whose offer to them has failed. A
     * repeat returns the same request. Null: they have nothing. Its limit is over at once, as the offer has had its
     * time: operations are alarmed, and the partners are asked without a limit.
     */
    async requestFailedOfferWithdrawal({
      partners,
      ...release
    }: {
      projectId: string;
      trackId: string;
      releaseId: string;
      partners: readonly string[];
    }): Promise<WithdrawalWorkflowInput | null> {
      const { trackId, releaseId } = release;
      const left = leftAfterFailure(await authority.offerEnds(release), partners);
      if (left.length === 0) return null;
      const sale = await saleOfRelease(deps.catalogue, release);
      if (sale?.releaseId !== releaseId)
        throw notAuthorised(`${trackId} has no release ${releaseId}`);
      const reason = `the offer to ${left.join(', ')} has failed, and the takedown was not confirmed`;
      const request = await requestWithdrawal(
        withdrawals,
        { ...release, partners: left, reason },
        sale,
      );
      return { ...request, takedownSeconds: 0 };
    },

    /**
     * How far a requested withdrawal is. Throws NotAuthorisedError, and records withdrawal.refused, unless the
     * catalogue has the request. `overdue`: only these partners are concerned, without those that it need not ask any
     * more: the end at one of them does not end the pursuit at the others.
     */
    async authoriseWithdrawal(input: WithdrawalWorkflowInput): Promise<WithdrawalState> {
      const { projectId, withdrawalId, trackId, offers, overdue } = input;
      const ends = overdue && (await authority.pursuitEnds({ projectId, withdrawalId }));
      const partners = (overdue ?? offers.map(({ partner }) => partner)).filter(
        (name) => ends?.some(({ partner }) => partner === name) !== true,
      );
      const detail =
        workflowIdIssue(workflowIds.withdrawal(withdrawalId)) ??
        (await authority.takedownIssue({ ...input, partners }));
      if (detail !== null)
        return refuse(projectId, {
          type: 'withdrawal.refused',
          data: { withdrawalId, trackId, detail },
        });
      return withdrawals.progress({ projectId, withdrawalId });
    },

    /** The partners that a withdrawal which has failed need not ask any more, and why. */
    pursuitEnds: ({
      projectId,
      withdrawalId,
    }: Pick<WithdrawalWorkflowInput, 'projectId' | 'withdrawalId'>): Promise<PursuitEnds> =>
      authority.pursuitEnds({ projectId, withdrawalId }),
  };
}

/** One workflow id for each release or withdrawal: Temporal runs no second one beside it. */
const workflowIdIssue = (expected: string): string | null =>
  callingWorkflow().workflowId === expected ? null : `the workflow is not ${expected}`;

export type AuthorityActivities = ReturnType<typeof createAuthorityActivities>;
