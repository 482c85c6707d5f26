import { ApplicationFailure } from '@temporalio/common';
import type { EventType, NewEvent } from '@fermata/contracts/events';
import {
  ReleaseWorkflowInput,
  type ReleaseWorkflowResult,
  SIGNALS,
  STEP_MUST_WAIT,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import {
  deriveId,
  type OfferState,
  type OfferWebhook,
  ReleaseTerms,
  workflowIds,
} from '@fermata/contracts/values';
import { releaseProduct, waitReason } from '@fermata/domain/release';
import { PROJECT_ID } from './project-id.ts';
import { releaseState } from './release-state.ts';
import { sampleVersion } from './sample-track.ts';
import type { AllActivities } from './scripted-activities.ts';
import type { WorkflowHarness } from './workflow-harness.ts';

let releases = 0;

/** The instant of `publishesAt` counts. */
const PUBLISH_AT = { localDateTime: '2027-03-01T09:00', timeZone: 'UTC' };

interface ReleaseScript {
  /** Of a release that a person has created; absent: the release of one track. */
  readonly recordings?: number;
  readonly publishesAt?: string;
  readonly terms?: Record<string, unknown>;
  /** Of its reservation at every partner. */
  readonly reference?: string;
  /** The catalogue refuses this event of the release. */
  readonly refuse?: EventType;
  /** Replaces activities of the release. */
  readonly activities?: Partial<AllActivities>;
  /** Replaces activities of the offers, by partner. */
  readonly offers?: Record<string, Partial<AllActivities>>;
}

/** A release to scripted partners, each of which has a reservation until it is taken down. */
export async function startRelease(
  harness: WorkflowHarness,
  { terms = {}, activities = {}, offers = {}, refuse, ...script }: ReleaseScript = {},
) {
  const trackId = deriveId('trk', 'release', process.pid, Date.now(), ++releases);
  const releaseId = deriveId('rel', trackId);
  const id = workflowIds.release(releaseId);
  const { recordings, publishesAt, reference } = script;
  const version = sampleVersion(trackId);
  const input = ReleaseWorkflowInput.parse({
    projectId: PROJECT_ID,
    releaseId,
    trackId,
    requestedBy: 'act_ada',
    version:
      recordings === undefined
        ? version
        : releaseProduct(
            { ...version, contributors: [], terms: ReleaseTerms.parse({}) },
            Array.from({ length: recordings }, (_, index) => ({
              ...{ trackId: deriveId('trk', trackId, index), disc: 1 },
              version: sampleVersion(deriveId('trk', trackId, index)),
            })),
          ),
    ...(publishesAt === undefined ? {} : { publishesAt }),
    terms: {
      ...{ answerSeconds: 60, takedownSeconds: 30 },
      ...(publishesAt === undefined ? {} : { publishOn: 'date', publishAt: PUBLISH_AT }),
      ...terms,
    },
  });
  const { partners, onRejection } = input.terms;
  const states = new Map<string, OfferState>();
  const referenceAt = (partner: string): string => reference ?? `ref-${releaseId}-${partner}`;
  let isTrackHeld = false;
  /** As the catalogue decides. */
  const mustWait = (): string | null =>
    waitReason('confirm', {
      track: {
        ...{ stage: 'publishing', version: 1, held: isTrackHeld, partners, onRejection },
        termsIssue: null,
      },
      release: { ended: false, offers: releaseState(harness, releaseId).offers },
    });
  harness.script(id, activities);
  if (refuse) harness.refuseEvents(id, refuse);
  for (const partner of partners)
    harness.script(workflowIds.offer(releaseId, partner), {
      reserve: () => {
        states.set(partner, 'reserved');
        return Promise.resolve({ partnerReference: referenceAt(partner) });
      },
      confirm: () => {
        const reason = mustWait();
        if (reason !== null)
          return Promise.reject(ApplicationFailure.nonRetryable(reason, STEP_MUST_WAIT));
        states.set(partner, 'live');
        return Promise.resolve({ state: 'live', url: null });
      },
      sendTakedown: () => {
        states.set(partner, 'taken-down');
        return Promise.resolve({ state: 'taken-down' });
      },
      askPartner: ({ partnerReference }) =>
        Promise.resolve({
          partnerReference,
          state: states.get(partner) ?? 'delivered',
          detail: null,
        }),
      findReservations: () => {
        const state = states.get(partner);
        return Promise.resolve(
          state ? [{ partnerReference: referenceAt(partner), state, detail: null }] : [],
        );
      },
      ...offers[partner],
    });
  if (input.version.recordings !== undefined) harness.store([creationOf(input)]);
  const handle = await harness.start(WORKFLOWS.release, id, input);
  let webhooks = 0;
  const offerId = (partner = 'sandbox'): string => workflowIds.offer(releaseId, partner);
  return {
    id,
    releaseId,
    trackId,
    handle,
    /** Starts its workflow again, as the sweep of the worker does. */
    startAgain: () => harness.start(WORKFLOWS.release, id, input),
    offerId,
    version: input.version,
    referenceAt,
    offer: (partner = 'sandbox') => harness.client.workflow.getHandle(offerId(partner)),
    /** Sends a webhook of the partner to its offer. */
    answer: (
      webhook: Pick<OfferWebhook, 'type'> & { data?: object },
      partner = 'sandbox',
    ): Promise<void> =>
      harness.client.workflow.getHandle(offerId(partner)).signal(SIGNALS.partnerAnswer, {
        webhookId: `webhook-${++webhooks}`,
        partner,
        webhook: {
          type: webhook.type,
          timestamp: new Date().toISOString(),
          data: { reference: referenceAt(partner), ...webhook.data },
        },
      }),
    delivered: (partner = 'sandbox') => harness.event(offerId(partner), 'delivery.delivered'),
    result: () => handle.result() as Promise<ReleaseWorkflowResult>,
    stateAt: (partner = 'sandbox'): OfferState | null => states.get(partner) ?? null,
    holdTrack: (hold: boolean): void => {
      isTrackHeld = hold;
    },
    calls: (workflowId: string = offerId()) =>
      harness.calls
        .filter((call) => call.workflowId === workflowId)
        .map(({ activity }) => activity),
  };
}

/** The first event of a release that a person has created. */
function creationOf({ releaseId, version, terms }: ReleaseWorkflowInput): NewEvent {
  const { title, metadata, versionSha256, recordings = [] } = version;
  return {
    ...{ projectId: PROJECT_ID, stream: workflowIds.release(releaseId), sequence: 1 },
    ...{ occurredAt: new Date().toISOString(), actor: 'act_rita', workflowId: null, runId: null },
    type: 'release.created',
    data: {
      ...{ releaseId, title, metadata, versionSha256, terms, contributors: [] },
      recordings: recordings.map((recording) => ({
        ...{ trackId: recording.trackId, version: recording.version, disc: recording.disc },
        versionSha256: recording.versionSha256,
      })),
      requestSha256: versionSha256,
    },
  };
}
