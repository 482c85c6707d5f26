import type { NewEvent } from '@fermata/contracts/events';
import {
  type AmendmentState,
  type AmendmentWorkflowInput,
  type OfferWorkflowInput,
  type PartnerAnswerMessage,
  type ReleaseWorkflowInput,
  type SaleState,
  type SaleWorkflowInput,
  type SetAsideMessage,
  type WithdrawalWorkflowInput,
} from '@fermata/contracts/temporal';
import { canonicalJson, cleanText, SYSTEM_ACTOR, workflowIds } from '@fermata/contracts/values';
import { amendmentIssue, sellingPartners } from '@fermata/domain/amendment';
import { parseWebhook, webhookSubject } from '@fermata/domain/inbox';
import { isOnSale } from '@fermata/domain/offer';
import { recallSentence } from '@fermata/domain/recall';
import { notOnSaleIssue, recordingsOf } from '@fermata/domain/release';
import { termsWithdrawalIssue } from '@fermata/domain/withdrawal';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';
import { type ProjectHolds, stillHeld } from '../project-held.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { saleOfRelease } from './sale-of-release.ts';
import { stillRecalled } from './still-recalled.ts';
import {
  type TrackRequestDeps,
  trackRequestIssue,
  type TrackStart,
} from './track-request-issue.ts';

/** Refusals of one type that a project's stream takes in 24 hours; events are permanent. */
const REFUSALS_PER_DAY = 100;

type Refusal = Extract<
  NewEvent,
  { type: `${'track' | 'release' | 'amendment' | 'withdrawal'}.refused` }
>;
type RefusalEntry = {
  [T in Refusal['type']]: Pick<Extract<Refusal, { type: T }>, 'type' | 'data'>;
}[Refusal['type']];

export interface AuthorityDeps extends TrackRequestDeps {
  readonly catalogue: TrackRequestDeps['catalogue'] & {
    readonly authority: Pick<
      Catalogue['authority'],
      | 'releaseIssue'
      | 'isCreatedAs'
      | 'offerIssue'
      | 'readRelease'
      | 'takedownIssue'
      | 'knowsProject'
    >;
    readonly inbox: Pick<Catalogue['inbox'], 'find' | 'isRecorded' | 'setAside'>;
    readonly offerAddresses: Pick<Catalogue['offerAddresses'], 'findByReference'>;
    readonly projectHolds: ProjectHolds;
    readonly recalls: Pick<Catalogue['recalls'], 'ofVersions'>;
    readonly tracks: Pick<Catalogue['tracks'], 'find'>;
    readonly releases: Pick<Catalogue['releases'], 'find' | 'lastSequence' | 'saleFacts'>;
    readonly amendments: Pick<Catalogue['amendments'], 'lastSequence'>;
    readonly withdrawals: Pick<Catalogue['withdrawals'], 'request'>;
    readonly events: Pick<Catalogue['events'], 'appendNextOnce'>;
  };
}

/** The recordings of a release that is due. */
export interface DueRelease {
  readonly projectId: string;
  readonly recordings: readonly { readonly trackId: string; readonly version: number }[];
}

/**
 * Task queue `control`: whether a workflow may start the work of its input. Any client with access to Temporal can
 * start a workflow, so only the catalogue is proof. A refusal is recorded in the project's stream, once for each
 * workflow id: the stream of the track or release stays free for the real one.
 */
export function createAuthorityActivities(deps: AuthorityDeps) {
  const { authority, inbox, offerAddresses, projectHolds, recalls } = deps.catalogue;
  const { releases, amendments, withdrawals, events } = deps.catalogue;
  async function refuse(projectId: string, refusal: RefusalEntry): Promise<never> {
    // The input may name any project, and so must not make streams.
    if (await authority.knowsProject(projectId))
      await events.appendNextOnce(
        {
          projectId,
          stream: `project/${projectId}`,
          occurredAt: new Date().toISOString(),
          actor: SYSTEM_ACTOR,
          ...callingWorkflow(),
          ...refusal,
        },
        REFUSALS_PER_DAY,
      );
    throw notAuthorised(refusal.data.detail);
  }

  /** Only a person's answer starts a further attempt. */
  async function attemptIssue(input: OfferWorkflowInput): Promise<string | null> {
    const { partner, attempt } = input;
    const release = await authority.readRelease(input);
    const asked = release?.offers.find((offer) => offer.partner === partner)?.attempt ?? 0;
    return attempt === asked ? null : `attempt ${attempt} at ${partner} was not asked for`;
  }

  async function recallOf({ projectId, recordings }: DueRelease): Promise<string | null> {
    const recall = await recalls.ofVersions(projectId, recordings);
    return recall === null ? null : recallSentence(recall);
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
      return recallOf({ projectId, recordings: recordingsOf(input) });
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
      const issue =
        workflowIdIssue(workflowIds.amendment(releaseId, metadataVersion)) ??
        amendmentIssue(key, facts);
      const { trackId, lastAmendment } = facts;
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
        ...(facts.awaiting.length === 0 ? {} : { awaiting: [...facts.awaiting] }),
      };
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
      const { trackId, title, content, terms } = release;
      if (detail !== null)
        return refuse(projectId, { type: 'release.refused', data: { releaseId, trackId, detail } });
      const { partners, onRejection, questionSeconds } = terms;
      return {
        ...{ trackId, title, createdByPerson: content !== null },
        terms: { partners, onRejection, questionSeconds },
        sequence: await releases.lastSequence(projectId, releaseId),
      };
    },

    /** Whether the partner has sent this webhook: its signature was checked before the inbox took it. */
    async verifyAnswer({ partner, webhookId, webhook }: PartnerAnswerMessage): Promise<boolean> {
      const body = await inbox.find(partner, webhookId);
      const sent = body === null ? null : parseWebhook(body);
      return sent !== null && canonicalJson(sent) === canonicalJson(webhook);
    },

    /** Whether a message about a release on sale had its effect before: the release, or its track, has an event. */
    isMessageRecorded: (message: {
      projectId: string;
      trackId: string;
      releaseId: string;
      partner: string;
      webhookId: string;
    }): Promise<boolean> => {
      const { projectId, trackId, releaseId, partner, webhookId } = message;
      const streams = [workflowIds.release(releaseId), workflowIds.track(trackId)];
      return inbox.isRecorded({ projectId, streams, partner, webhookId });
    },

    /**
     * Shows a message in the inbox that the calling workflow cannot handle. Throws NotAuthorisedError unless the
     * message is about its release.
     */
    async setMessageAside({ partner, webhookId, reason }: SetAsideMessage): Promise<void> {
      const webhook = parseWebhook((await inbox.find(partner, webhookId)) ?? '');
      const reference = webhook === null ? null : webhookSubject(webhook).partnerReference;
      const address =
        reference === null ? null : await offerAddresses.findByReference(partner, reference);
      const { workflowId } = callingWorkflow();
      const receivers =
        address === null
          ? []
          : [
              workflowIds.release(address.releaseId),
              workflowIds.track(address.trackId),
              workflowIds.offer(address.releaseId, partner),
            ];
      if (!receivers.includes(workflowId))
        throw notAuthorised(`${workflowId} does not receive ${webhookId} of ${partner}`);
      await inbox.setAside({
        ...{ partner, webhookId },
        reason: cleanText(`it cannot be handled: ${reason}`, 500),
      });
    },

    /** Returns when the releases of the project are not held; otherwise fails, to be retried. */
    async awaitProjectResume({ projectId }: { projectId: string }): Promise<void> {
      const hold = await projectHolds.find(projectId);
      if (hold !== null) throw stillHeld(hold);
    },

    /** Why a release that is due must wait, because of a recall, or null. */
    recallInEffect: (due: DueRelease): Promise<string | null> => recallOf(due),

    /** Returns when no recall affects the recordings; otherwise fails, to be retried. */
    async awaitRecallLifted({ projectId, recordings }: DueRelease): Promise<void> {
      const recall = await recalls.ofVersions(projectId, recordings);
      if (recall !== null) throw stillRecalled(recall);
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

    /** Throws NotAuthorisedError, and records withdrawal.refused, unless the catalogue has the request. */
    async authoriseWithdrawal(input: WithdrawalWorkflowInput): Promise<void> {
      const { projectId, withdrawalId, trackId, offers } = input;
      const partners = offers.map(({ partner }) => partner);
      const detail =
        workflowIdIssue(workflowIds.withdrawal(withdrawalId)) ??
        (await authority.takedownIssue({ ...input, partners }));
      if (detail !== null)
        await refuse(projectId, {
          type: 'withdrawal.refused',
          data: { withdrawalId, trackId, detail },
        });
    },
  };
}

/** One workflow id for each release or withdrawal: Temporal runs no second one beside it. */
const workflowIdIssue = (expected: string): string | null =>
  callingWorkflow().workflowId === expected ? null : `the workflow is not ${expected}`;

export type AuthorityActivities = ReturnType<typeof createAuthorityActivities>;
