import { ApplicationFailure } from '@temporalio/common';
import type { EventType } from '@fermata/contracts/events';
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
  workflowIds,
} from '@fermata/contracts/values';
import { waitReason } from '@fermata/domain/release';
import { PROJECT_ID } from './project-id.ts';
import { releaseState } from './release-state.ts';
import { sampleVersion } from './sample-track.ts';
import type { AllActivities } from './scripted-activities.ts';
import type { WorkflowHarness } from './workflow-harness.ts';

let releases = 0;

interface ReleaseScript {
  readonly terms?: Record<string, unknown>;
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
  { terms = {}, activities = {}, offers = {}, refuse }: ReleaseScript = {},
) {
  const trackId = deriveId('trk', 'release', process.pid, Date.now(), ++releases);
  const releaseId = deriveId('rel', trackId);
  const id = workflowIds.release(releaseId);
  const input = ReleaseWorkflowInput.parse({
    projectId: PROJECT_ID,
    releaseId,
    trackId,
    requestedBy: 'act_ada',
    version: sampleVersion(trackId),
    terms: { answerSeconds: 60, takedownSeconds: 30, ...terms },
  });
  const { partners, onRejection } = input.terms;
  const states = new Map<string, OfferState>();
  const referenceAt = (partner: string): string => `ref-${releaseId}-${partner}`;
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
      findReservations: () => {
        const state = states.get(partner);
        return Promise.resolve(
          state ? [{ partnerReference: referenceAt(partner), state, detail: null }] : [],
        );
      },
      ...offers[partner],
    });
  const handle = await harness.start(WORKFLOWS.release, id, input);
  let webhooks = 0;
  const offerId = (partner = 'sandbox'): string => workflowIds.offer(releaseId, partner);
  return {
    id,
    releaseId,
    handle,
    offerId,
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
