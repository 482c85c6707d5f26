import { log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { type NewEvent, type StreamKind, streamKind } from '@fermata/contracts/events';
import { STREAM_GAP } from '@fermata/contracts/temporal';
import { requestTokenKey, workflowIds } from '@fermata/contracts/values';
import { mayBeOfferedAgain, SALE_ENDING_TYPES } from '@fermata/domain/offer';
import type { OfferSummary } from '@fermata/domain/release';
import type { Catalogue, CompletedVersion, WithdrawalOutcome } from '@fermata/prisma';
import { StreamGapError } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';
import { type MessageSource, partnerMessageIssue } from './partner-message-issue.ts';
import { requestSpender } from './track-request-issue.ts';

export interface CatalogueDeps {
  readonly catalogue: MessageSource & {
    readonly events: Pick<Catalogue['events'], 'append'>;
    readonly offerAddresses: Pick<Catalogue['offerAddresses'], 'register' | 'findByReference'>;
    readonly amendments: Pick<Catalogue['amendments'], 'lastVersion'>;
    readonly withdrawals: Pick<Catalogue['withdrawals'], 'outcome'>;
    readonly releases: Pick<Catalogue['releases'], 'runningOffers'>;
    readonly authority: Pick<
      Catalogue['authority'],
      'startIssue' | 'keepIssue' | 'offerStartIssue' | 'offerAddressIssue' | 'readRelease'
    >;
    readonly tokens: Pick<Catalogue['tokens'], 'spenderOf'>;
    readonly versions: Pick<Catalogue['versions'], 'findCompleted'>;
  };
  /** See ActivityDeps.requestCheckpoint. */
  readonly requestCheckpoint: () => Promise<void>;
}

/** The change at a shop is final, so a checkpoint is written now. */
const CONFIRMED_AT_ONCE: ReadonlySet<string> = new Set(['release.ended', 'withdrawal.ended']);

/** Why no workflow writes to a kind of stream. Null: the workflow with the id of the stream writes to it. */
const WRITTEN_ELSEWHERE: Readonly<Record<StreamKind, string | null>> = {
  track: null,
  release: null,
  offer: null,
  amendment: null,
  withdrawal: null,
  project: 'a workflow must not write to the stream of a project',
  subscription: 'the stream of a subscription is written with its row',
  partner: 'the stream of a partner is written with its row',
  recall: 'the stream of a recall is written by the API, and with its completion',
  model: 'the stream of a model is written by the API, for a person',
};

/** Task queue `control`: the workflows' reads and writes of the catalogue. */
export function createCatalogueActivities({ catalogue, requestCheckpoint }: CatalogueDeps) {
  /** Any client with access to Temporal can call these activities. */
  async function appendIssue(event: NewEvent): Promise<string | null> {
    const { stream, type, projectId, data } = event;
    const { workflowId } = callingWorkflow();
    if (stream !== workflowId) return `${workflowId} must not write to the stream ${stream}`;
    const kind = streamKind(stream);
    const refusal = kind === null ? `${stream} is no stream` : WRITTEN_ELSEWHERE[kind];
    if (refusal !== null) return refusal;
    if (type === 'release.created') return 'only a person creates a release';
    if (type === 'redelivery.requested') return 'only a person requests a redelivery';
    if (type === 'offer.declared-gone') return 'only a person declares it';
    if (type === 'amendment.requested') return 'only a person requests an amendment';
    if (type === 'withdrawal.requested') return 'only a person requests a withdrawal';
    if (type === 'track.accepted') return acceptanceIssue(event);
    if (type === 'release.started') return catalogue.authority.startIssue({ projectId, ...data });
    if (type === 'release.kept') return keepIssue(event);
    if (type === 'release.question-answered') return redeliverIssue(event);
    if (type === 'offer.restarted') return attemptIssue(event);
    if (type === 'offer.ended') return data.redelivery ? unrequestedIssue(event) : null;
    return type === 'offer.started'
      ? catalogue.authority.offerStartIssue({ projectId, ...data, partners: [data.partner] })
      : messageIssue(event);
  }

  /** The events that a partner's message causes. */
  async function messageIssue(event: NewEvent): Promise<string | null> {
    const { projectId, stream } = event;
    const releaseId = stream.split('/')[1] ?? '';
    switch (event.type) {
      case 'delivery.answered': {
        const { partner, webhookId, answer } = event.data;
        // Without one, the partner was asked.
        if (webhookId === null) return null;
        // A partner that asks for the takedown rejects the release.
        const types =
          answer === 'rejected'
            ? (['delivery.rejected', 'takedown.requested'] as const)
            : ([`delivery.${answer}`] as const);
        return partnerMessageIssue(catalogue, { projectId, releaseId, partner, webhookId, types });
      }
      case 'delivery.fix-requested': {
        const types = ['delivery.needs-fix'] as const;
        return partnerMessageIssue(catalogue, { projectId, releaseId, types, ...event.data });
      }
      case 'release.partner-delisted':
      case 'track.partner-delisted':
      case 'track.delisted': {
        const claim = { projectId, releaseId, types: SALE_ENDING_TYPES, ...event.data };
        return partnerMessageIssue(catalogue, claim);
      }
      default:
        return null;
    }
  }

  /** A recall may come at the moment in which the last partner has accepted. */
  function keepIssue({
    projectId,
    stream,
  }: Extract<NewEvent, { type: 'release.kept' }>): Promise<string | null> {
    return catalogue.authority.keepIssue({ projectId, releaseId: stream.split('/')[1] ?? '' });
  }

  /** A partner that may still have the release must not get another one beside it. */
  async function redeliverIssue({
    projectId,
    stream,
    data: { redeliver },
  }: Extract<NewEvent, { type: 'release.question-answered' }>): Promise<string | null> {
    if (redeliver.length === 0) return null;
    const releaseId = stream.split('/')[1] ?? '';
    const release = await catalogue.authority.readRelease({ projectId, releaseId });
    const stuck = redeliver.find(({ partner }) => {
      const offer = release?.offers.find((each) => each.partner === partner);
      return offer === undefined || !mayBeOfferedAgain(offer);
    });
    return stuck === undefined ? null : `${stuck.partner} may still have ${releaseId}`;
  }

  /** Only a person's answer or request makes a further attempt. */
  async function attemptIssue({
    projectId,
    stream,
    data: { partner, attempt },
  }: Extract<NewEvent, { type: 'offer.restarted' }>): Promise<string | null> {
    const releaseId = stream.split('/')[1] ?? '';
    const release = await catalogue.authority.readRelease({ projectId, releaseId });
    const asked = release?.offers.find((each) => each.partner === partner)?.attempt;
    return asked === attempt ? null : `attempt ${attempt} at ${partner} was not asked for`;
  }

  /** The end of a redelivery that nobody has requested would put a release on sale in the catalogue. */
  async function unrequestedIssue({
    projectId,
    stream,
    data: { partner },
  }: Extract<NewEvent, { type: 'offer.ended' }>): Promise<string | null> {
    const releaseId = stream.split('/')[1] ?? '';
    const release = await catalogue.authority.readRelease({ projectId, releaseId });
    const offer = release?.offers.find((each) => each.partner === partner);
    return offer?.redelivery === undefined
      ? `nobody has requested a redelivery of ${releaseId} to ${partner}`
      : null;
  }

  /** The token of the request is the proof, not the workflow that has verified it. */
  async function acceptanceIssue({
    projectId,
    actor,
    data: { trackId, requestedBy },
  }: Extract<NewEvent, { type: 'track.accepted' }>): Promise<string | null> {
    const spender = await catalogue.tokens.spenderOf(
      projectId,
      requestTokenKey(trackId, requestedBy),
    );
    return actor === requestedBy && spender === requestSpender(trackId, callingWorkflow().runId)
      ? null
      : `${requestedBy} has not requested the track ${trackId}`;
  }

  return {
    /**
     * Writes a batch of events of the calling workflow's stream and its projections in one transaction; repeatable.
     * Throws NotAuthorisedError for another stream, and for an event for which the catalogue knows no authority.
     */
    async appendEvents(input: { events: readonly NewEvent[] }): Promise<void> {
      for (const event of input.events) {
        const issue = await appendIssue(event);
        if (issue !== null) throw notAuthorised(issue);
      }
      try {
        await catalogue.events.append(input.events);
      } catch (error) {
        if (!(error instanceof StreamGapError)) throw error;
        throw ApplicationFailure.create({
          message: error.message,
          type: STREAM_GAP,
          nonRetryable: true,
          details: [error.missing],
        });
      }
      // Not awaited: the events are stored, and the schedule writes a checkpoint anyway.
      if (input.events.some(({ type }) => CONFIRMED_AT_ONCE.has(type)))
        void requestCheckpoint().catch((error: unknown) => {
          log.warn('cannot request a checkpoint; the schedule writes the next one', { error });
        });
    },

    /** Null: no withdrawal of the release has ended. */
    withdrawalOutcome: (input: {
      projectId: string;
      trackId: string;
      releaseId: string;
    }): Promise<WithdrawalOutcome | null> => catalogue.withdrawals.outcome(input),

    /** Whether the release is kept, and its state at each partner; nothing before it has started. */
    readRelease: async (input: {
      projectId: string;
      releaseId: string;
    }): Promise<{ kept: boolean; offers: OfferSummary[] }> =>
      (await catalogue.authority.readRelease(input)) ?? { kept: false, offers: [] },

    /** A completed version with its intent. Throws if the catalogue has none. */
    async readVersion(key: {
      projectId: string;
      trackId: string;
      version: number;
    }): Promise<CompletedVersion> {
      const found = await catalogue.versions.findCompleted(key);
      if (found) return found;
      throw ApplicationFailure.nonRetryable(
        `version ${key.version} of ${key.trackId} is not completed`,
        'NoVersionError',
      );
    },

    /** The version of the release's metadata that was requested last. */
    requestedMetadata: async (input: {
      projectId: string;
      releaseId: string;
    }): Promise<{ metadataVersion: number }> => ({
      metadataVersion: await catalogue.amendments.lastVersion(input),
    }),

    /** The workflows of the offers that run of releases with a recording of the track which people have created. */
    runningOffers: async (track: { projectId: string; trackId: string }): Promise<string[]> =>
      (await catalogue.releases.runningOffers(track)).map(({ releaseId, partner }) =>
        workflowIds.offer(releaseId, partner),
      ),

    /** Registers the calling workflow as the one that receives a partner's webhooks about this reference. */
    async registerOfferAddress(input: {
      projectId: string;
      partner: string;
      partnerReference: string;
      trackId: string;
      releaseId: string;
    }): Promise<void> {
      const address = { ...input, workflowId: callingWorkflow().workflowId };
      const issue = await catalogue.authority.offerAddressIssue(address);
      if (issue !== null) throw notAuthorised(issue);
      await catalogue.offerAddresses.register(address);
    },
  };
}

export type CatalogueActivities = ReturnType<typeof createCatalogueActivities>;
