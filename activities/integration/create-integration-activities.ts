import { ApplicationFailure } from '@temporalio/common';
import type { z } from 'zod';
import {
  cleanText,
  formatIssues,
  type ReleaseRequest,
  type RequestKind,
  type TakedownRequest,
} from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/inbox';
import { orderAnswerId } from '@fermata/domain/order';
import { requestAnswerId } from '@fermata/domain/partner-request';
import {
  type Confirmed,
  type Delivered,
  openPartnerAdapter,
  type PartnerAdapter,
  type PartnerCallContext,
  type ReservationState,
  type Reserved,
  type TakenDown,
} from '@fermata/partners';
import type { Catalogue } from '@fermata/prisma';
import { notAuthorised } from '../not-authorised.ts';
import type { ProjectHolds } from '../project-held.ts';
import { withHeartbeat, type WorkContext } from '../steps/with-heartbeat.ts';
import {
  AnswerOrderInput,
  AnswerRequestInput,
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
  assertReferenceRegistered,
  assertStepAuthorised,
  assertTakedownAuthorised,
  authorisedUpdate,
  type PartnerAuthority,
  startedReleaseDate,
} from './assert-authorised.ts';
import { assertRequirementsMet } from './assert-requirements-met.ts';
import { classifyPartnerError } from './classify-partner-error.ts';
import { findPartner, type FoundPartner, type PartnerSource } from './find-partner.ts';
import { givenUp, isPatienceOver, partnerPaused, PAUSED_RETRY_MS } from './partner-patience.ts';
import { assignUpc, expectedUpc, findUpc, type UpcDeps } from './release-upc.ts';
import { type CircuitDeps, takeTurn, throughCircuit } from './through-circuit.ts';

type CallContext = WorkContext & PartnerCallContext;

interface CallInput {
  readonly partner: string;
  readonly projectId?: string;
  readonly patienceSeconds?: number | undefined;
}

export interface IntegrationDeps extends PartnerSource, CircuitDeps {
  readonly catalogue: UpcDeps;
  readonly authority: PartnerAuthority;
  readonly holds: ProjectHolds;
  readonly requests: Pick<Catalogue['requests'], 'find'>;
  readonly orders: Pick<Catalogue['orders'], 'find'>;
  readonly inbox: Pick<Catalogue['inbox'], 'find'>;
  readonly assets: { get(projectId: string, sha256: string): Promise<Uint8Array> };
  /** Milliseconds for one request; an upload has its own limit. */
  readonly answerTimeoutMs?: number;
  readonly uploadTimeoutMs?: number;
  readonly pausedRetryMs?: number;
}

/**
 * Task queue `integration`: a release at its partners, each through its own adapter. Every activity
 * may be repeated. `classifyPartnerError` decides which failures are retried. Activities that
 * change something at a partner check the catalogue first, as any client with access to Temporal can start a workflow.
 */
export function createIntegrationActivities(deps: IntegrationDeps) {
  const { authority, pausedRetryMs = PAUSED_RETRY_MS } = deps;

  /**
   * Validates the input, opens the partner's adapter, sends heartbeats, classifies failures. `offer`: the step offers
   * or changes something, so it waits while the partner is paused.
   */
  async function withPartner<I extends CallInput, R>(
    schema: z.ZodType<I>,
    input: unknown,
    { step, offer = false }: { step: string; offer?: boolean },
    work: (
      adapter: PartnerAdapter,
      input: I,
      watch: CallContext,
      found: FoundPartner,
    ) => Promise<R>,
  ): Promise<R> {
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      throw ApplicationFailure.nonRetryable(
        cleanText(`${step}: ${formatIssues(parsed.error)}`, 500),
        'BadInputError',
      );
    const { partner, projectId, patienceSeconds } = parsed.data;
    const action = `${step} at ${partner}`;
    const found = await findPartner(deps, partner);
    const managed = found?.managed;
    if (!found || (managed && projectId !== undefined && managed.projectId !== projectId))
      throw ApplicationFailure.nonRetryable(
        `${step}: there is no partner ${partner}`,
        'PartnerUnknownError',
      );
    if (offer && managed?.status === 'paused') throw partnerPaused(action, partner, pausedRetryMs);
    const adapter = openPartnerAdapter(found.connection, deps);
    return withHeartbeat(async (watch) => {
      const { requestsPerSecond } = found.connection;
      const context: CallContext =
        requestsPerSecond === undefined
          ? watch
          : {
              ...watch,
              takeTurn: () => takeTurn(deps, { partner, requestsPerSecond }, watch.signal),
            };
      try {
        return await throughCircuit(deps, { partner, action }, () =>
          work(adapter, parsed.data, context, found),
        );
      } catch (error) {
        const failure = classifyPartnerError(error, action);
        const isRetried = failure instanceof ApplicationFailure && failure.nonRetryable !== true;
        throw isRetried && isPatienceOver(watch, found, patienceSeconds)
          ? givenUp(failure, patienceSeconds)
          : failure;
      }
    });
  }

  async function readRequest(
    partner: string,
    webhookId: string,
  ): Promise<{ kind: RequestKind } & (ReleaseRequest | TakedownRequest)> {
    const webhook = parseWebhook((await deps.inbox.find(partner, webhookId)) ?? '');
    if (webhook?.type === 'release.requested') return { kind: 'release', ...webhook.data };
    if (webhook?.type === 'takedown.requested') return { kind: 'takedown', ...webhook.data };
    throw notAuthorised(`${partner} has sent no request ${webhookId}`);
  }

  return {
    /**
     * Assigns the release's UPC if the partner's requirements are met, then requests a reservation. Throws
     * NotAuthorisedError, ProjectHeldError, StepMustWaitError, PartnerRequirementsError, and PartnerRefusedError if
     * the partner declines.
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
          // First, as a UPC is never assigned again: a release that is not sent uses none up.
          assertRequirementsMet(found, offered, await expectedUpc(deps.catalogue, request));
          await assignUpc(deps.catalogue, request);
          const earlier = await askBeforeRepeating(adapter, watch).reserved(request.releaseId);
          return earlier ?? adapter.reserve(offered, watch);
        },
      ),

    /**
     * Uploads the files that the partner does not have yet, then reports the delivery as complete. It has the metadata
     * that was requested last. Throws NotAuthorisedError, ProjectHeldError and StepMustWaitError.
     */
    deliver: (input: DeliverInput): Promise<Delivered & { metadataVersion?: number | undefined }> =>
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
          return metadataVersion === 1 ? delivered : { ...delivered, metadataVersion };
        },
      ),

    /**
     * Puts the accepted track on sale. Throws NotAuthorisedError, ProjectHeldError, StepMustWaitError, and
     * PartnerRefusedError if it is not, or no longer, accepted.
     */
    confirm: (input: ConfirmInput): Promise<Confirmed> =>
      withPartner(
        ConfirmInput,
        input,
        { step: 'confirm', offer: true },
        async (adapter, request, watch) => {
          await assertStepAuthorised(deps, 'confirm', request);
          await assertReferenceRegistered(authority, request);
          const earlier = await askBeforeRepeating(adapter, watch).confirmed(
            request.partnerReference,
          );
          return earlier ?? adapter.confirm(request, watch);
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
        { step: 'update', offer: true },
        async (adapter, request, watch, found) => {
          const { releaseId, partner, partnerReference, metadataVersion } = request;
          const version = await authorisedUpdate(deps, request);
          await assertReferenceRegistered(authority, request);
          const upc = await findUpc(deps.catalogue, request);
          assertRequirementsMet(found, { partner, version }, upc);
          const asked = askBeforeRepeating(adapter, watch);
          if (await asked.updated(partnerReference, metadataVersion)) return;
          const idempotencyKey = `${releaseId}/${partner}/metadata-${metadataVersion}`;
          const releaseDate = await startedReleaseDate(authority, request);
          await adapter.update(
            { partnerReference, metadataVersion, version, ...upc, releaseDate, idempotencyKey },
            watch,
          );
        },
      ),

    /** Asks the partner for a takedown; `askPartner` shows when it is gone. Throws NotAuthorisedError. */
    sendTakedown: (input: TakedownInput): Promise<TakenDown> =>
      withPartner(TakedownInput, input, { step: 'take down' }, async (adapter, request, watch) => {
        await assertTakedownAuthorised(authority, request, () =>
          adapter.findReservations(request.releaseId, watch),
        );
        const earlier = await askBeforeRepeating(adapter, watch).takenDown(
          request.partnerReference,
        );
        return earlier ?? adapter.sendTakedown(request, watch);
      }),

    /**
     * Sends the stored answer to a request. Throws NotAuthorisedError unless the inbox has the request and the
     * catalogue its answer.
     */
    answerRequest: (input: AnswerRequestInput): Promise<{ answer: string }> =>
      withPartner(
        AnswerRequestInput,
        input,
        { step: 'answer' },
        async (adapter, { partner, webhookId }, watch) => {
          const { kind, requestId } = await readRequest(partner, webhookId);
          const key = { partner, kind, requestId };
          const stored = await deps.requests.find(key);
          if (!stored?.answer)
            throw notAuthorised(`the request ${requestId} of ${partner} has no answer`);
          // A repeat may name another version or track. The answer is about those that the first request named.
          const request = await readRequest(partner, stored.webhookId);
          const { answer } = stored;
          await adapter.answerRequest(
            { ...request, ...answer, idempotencyKey: requestAnswerId(key, answer) },
            watch,
          );
          return { answer: answer.answer };
        },
      ),

    /** Sends a stored answer to an order. Throws NotAuthorisedError unless the catalogue has it. */
    answerOrder: (input: AnswerOrderInput): Promise<{ answer: string }> =>
      withPartner(
        AnswerOrderInput,
        input,
        { step: 'answer' },
        async (adapter, { partner, webhookId, answer }, watch) => {
          const webhook = parseWebhook((await deps.inbox.find(partner, webhookId)) ?? '');
          if (webhook?.type !== 'order.requested')
            throw notAuthorised(`${partner} has sent no order ${webhookId}`);
          const key = { partner, orderId: webhook.data.orderId };
          const order = await deps.orders.find(key);
          const given = order?.answers.find((one) => one.answer === answer);
          if (!given)
            throw notAuthorised(`the order ${key.orderId} of ${partner} is not ${answer}`);
          await adapter.answerRequest(
            {
              ...{ kind: 'order', orderId: key.orderId },
              ...given,
              idempotencyKey: orderAnswerId(key, answer),
            },
            watch,
          );
          return { answer };
        },
      ),

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

export type IntegrationActivities = ReturnType<typeof createIntegrationActivities>;
