import { ApplicationFailure } from '@temporalio/common';
import type {
  Confirmed,
  Delivered,
  ReservationState,
  Reserved,
  TakenDown,
} from '@fermata/partners';
import type { ProjectHolds } from '../project-held.ts';
import {
  AskPartnerInput,
  ConfirmInput,
  DeliverInput,
  FindReservationsInput,
  ReserveInput,
  TakedownInput,
  UpdateInput,
} from './activity-payloads.ts';
import { askBeforeRepeating } from './ask-before-repeating.ts';
import {
  assertNoTerritoryLost,
  assertReferenceRegistered,
  assertStepAuthorised,
  assertTakedownAuthorised,
  authorisedUpdate,
  type PartnerAuthority,
  startedReleaseDate,
  waitsForResume,
} from './assert-authorised.ts';
import { assertRequirementsMet } from './assert-requirements-met.ts';
import { type AnswerDeps, createAnswerActivities } from './create-answer-activities.ts';
import { partnerCaller, type PartnerCallerDeps } from './partner-caller.ts';
import { assignUpc, expectedUpc, findUpc, type UpcDeps } from './release-upc.ts';
import { type CallDeps, sendOnce } from './send-once.ts';

export interface IntegrationDeps extends PartnerCallerDeps, AnswerDeps, CallDeps {
  readonly catalogue: UpcDeps;
  readonly authority: PartnerAuthority;
  readonly holds: ProjectHolds;
  readonly assets: { get(projectId: string, sha256: string): Promise<Uint8Array> };
}

/**
 * Task queue `integration`: a release at its partners, each through its own adapter. Every activity
 * may be repeated. `classifyPartnerError` decides which failures are retried. Activities that
 * change something at a partner check the catalogue first, as any client with access to Temporal can start a workflow.
 */
export function createIntegrationActivities(deps: IntegrationDeps) {
  const { authority } = deps;
  const withPartner = partnerCaller(deps);

  return {
    /**
     * Assigns the release's UPC if the partner's requirements are met, then requests a reservation. Throws
     * NotAuthorisedError, ProjectHeldError, StepMustWaitError, PartnerRequirementsError, PartnerRefusedError if
     * the partner declines. One that only `recovers` a reference asks the partner first, in every attempt, and assigns
     * no UPC; it throws PartnerPausedError if the partner is paused, and NothingSentError if no request was sent.
     */
    reserve: (input: ReserveInput): Promise<Reserved> =>
      withPartner(
        ReserveInput,
        input,
        { step: 'reserve', offer: true },
        async (adapter, request, watch, found) => {
          await assertStepAuthorised(deps, 'reserve', request);
          const { version } = await authority.offeredVersion(request);
          const offered = { ...request, version };
          const { releaseId, partner, idempotencyKey, recovers = false } = request;
          const ask = () => askBeforeRepeating(adapter, watch).reserved(releaseId);
          if (recovers) {
            if (!(await deps.calls.isBegun(partner, idempotencyKey))) throw nothingSent(partner);
            const lost = await ask();
            if (lost !== null) return lost;
          }
          // First, as a UPC is never assigned again: a release that is not sent uses none up.
          assertRequirementsMet(found, offered, await expectedUpc(deps.catalogue, request));
          if (recovers) return adapter.reserve(offered, watch);
          await assignUpc(deps.catalogue, request);
          return sendOnce(deps, request, { ask, send: () => adapter.reserve(offered, watch) });
        },
      ),

    /**
     * Uploads the files that the partner does not have yet, then reports the delivery as complete. It has the metadata
     * that was requested last. Throws NotAuthorisedError, ProjectHeldError and StepMustWaitError.
     */
    deliver: (input: DeliverInput): Promise<Delivered & { metadataVersion: number }> =>
      withPartner(
        DeliverInput,
        input,
        { step: 'deliver', offer: true },
        async (adapter, request, watch, found) => {
          await assertStepAuthorised(deps, 'deliver', request);
          await assertReferenceRegistered(authority, request);
          const readFile = ({ sha256 }: { readonly sha256: string }): Promise<Uint8Array> =>
            deps.assets.get(request.projectId, sha256);
          const upc = await findUpc(deps.catalogue, request);
          const { version, metadataVersion } = await authority.offeredVersion(request);
          const offered = { ...request, version };
          assertRequirementsMet(found, offered, upc);
          const releaseDate = await startedReleaseDate(authority, request);
          const delivered = await adapter.deliver(
            { ...offered, ...upc, releaseDate, readFile },
            watch,
          );
          return { ...delivered, metadataVersion };
        },
      ),

    /**
     * Puts the accepted track on sale. Throws TerritoriesLostError, NotAuthorisedError, ProjectHeldError,
     * StepMustWaitError, and PartnerRefusedError if it is not, or no longer, accepted.
     */
    confirm: (input: ConfirmInput): Promise<Confirmed> =>
      withPartner(
        ConfirmInput,
        input,
        { step: 'confirm', offer: true },
        async (adapter, request, watch) => {
          // First: the release need not wait until it may be delivered again.
          await assertNoTerritoryLost(authority, request);
          await assertStepAuthorised(deps, 'confirm', request);
          await assertReferenceRegistered(authority, request);
          return sendOnce(deps, request, {
            ask: () => askBeforeRepeating(adapter, watch).confirmed(request.partnerReference),
            send: () => adapter.confirm(request, watch),
          });
        },
      ),

    /**
     * Sends the amended metadata of a live release; `askPartner` shows when the partner shows it. Throws
     * NotAuthorisedError, ProjectHeldError, and PartnerRefusedError if the partner declines.
     */
    update: (input: UpdateInput): Promise<void> =>
      withPartner(
        UpdateInput,
        input,
        { step: 'update', offer: (request) => waitsForResume(authority, request) },
        async (adapter, request, watch, found) => {
          const { releaseId, partner, partnerReference, metadataVersion } = request;
          const version = await authorisedUpdate(deps, request);
          await assertReferenceRegistered(authority, request);
          const upc = await findUpc(deps.catalogue, request);
          assertRequirementsMet(found, { partner, version }, upc);
          const idempotencyKey = `${releaseId}/${partner}/metadata-${metadataVersion}`;
          const releaseDate = await startedReleaseDate(authority, request);
          const changed = { partnerReference, metadataVersion, version, ...upc, releaseDate };
          const step = { partner, idempotencyKey };
          await sendOnce(deps, step, {
            ask: () =>
              askBeforeRepeating(adapter, watch).updated(partnerReference, metadataVersion),
            async send() {
              await adapter.update({ ...changed, idempotencyKey }, watch);
              return metadataVersion;
            },
          });
        },
      ),

    /** Asks the partner for a takedown; `askPartner` shows when it is gone. Throws NotAuthorisedError. */
    sendTakedown: (input: TakedownInput): Promise<TakenDown> =>
      withPartner(TakedownInput, input, { step: 'take down' }, async (adapter, request, watch) => {
        await assertTakedownAuthorised(authority, request, () =>
          adapter.findReservations(request.releaseId, watch),
        );
        return sendOnce(deps, request, {
          ask: () => askBeforeRepeating(adapter, watch).takenDown(request.partnerReference),
          send: () => adapter.sendTakedown(request, watch),
        });
      }),

    ...createAnswerActivities(deps, withPartner),

    /** The partner's current state of one reservation. */
    askPartner: (input: AskPartnerInput): Promise<ReservationState> =>
      withPartner(AskPartnerInput, input, { step: 'ask' }, (adapter, { partnerReference }, watch) =>
        adapter.ask(partnerReference, watch),
      ),

    /** All of the partner's reservations for a release, including those whose answer was lost. */
    findReservations: (input: FindReservationsInput): Promise<ReservationState[]> =>
      withPartner(
        FindReservationsInput,
        input,
        { step: 'find reservations' },
        (adapter, { releaseId }, watch) => adapter.findReservations(releaseId, watch),
      ),
  };
}

/** There is nothing to recover at the partner. */
const nothingSent = (partner: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    `no request for a reservation was sent to ${partner}`,
    'NothingSentError',
  );

export type IntegrationActivities = ReturnType<typeof createIntegrationActivities>;
