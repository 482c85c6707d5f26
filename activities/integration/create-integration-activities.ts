import { ApplicationFailure } from '@temporalio/common';
import type { z } from 'zod';
import { cleanText, formatIssues, type ReleaseRequest } from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/release';
import {
  type Confirmed,
  type Delivered,
  openPartnerAdapters,
  type PartnerAdapter,
  type PartnerConnections,
  type PartnerState,
  type Reserved,
  type TakenDown,
} from '@fermata/partners';
import type { Catalogue } from '@fermata/prisma';
import { answerIdOf } from '../control/create-request-activities.ts';
import { notAuthorised } from '../control/not-authorised.ts';
import { withHeartbeat, type WorkContext } from '../steps/with-heartbeat.ts';
import {
  AnswerRequestInput,
  AskPartnerInput,
  ConfirmInput,
  DeliverInput,
  FindReservationsInput,
  ReserveInput,
  TakeDownInput,
} from './activity-payloads.ts';
import {
  assertReferenceRegistered,
  assertReleaseAuthorised,
  assertTakeDownAuthorised,
  type PartnerAuthority,
} from './assert-authorised.ts';
import { classifyPartnerError } from './classify-partner-error.ts';
import { assignUpc, findUpc, type UpcDeps } from './release-upc.ts';

export interface IntegrationDeps {
  readonly catalogue: UpcDeps;
  readonly partners: PartnerConnections;
  readonly authority: PartnerAuthority;
  readonly requests: Pick<Catalogue['requests'], 'find'>;
  readonly inbox: Pick<Catalogue['inbox'], 'find'>;
  readonly assets: { get(projectId: string, sha256: string): Promise<Uint8Array> };
  /** Milliseconds for one request; an upload has its own limit. */
  readonly answerTimeoutMs?: number;
  readonly uploadTimeoutMs?: number;
}

/**
 * Task queue `integration`: a release at its partners, each through its own adapter. Every activity
 * may be repeated. `classifyPartnerError` decides which failures are retried. What changes something
 * at a partner asks the catalogue for its authority, as anybody may have started the workflow.
 */
export function createIntegrationActivities(deps: IntegrationDeps) {
  const adapters = openPartnerAdapters(deps.partners, deps);
  const { authority } = deps;

  /** Validates the input, chooses the partner's adapter, sends heartbeats, classifies failures. */
  async function withPartner<I extends { partner: string }, R>(
    schema: z.ZodType<I>,
    input: unknown,
    step: string,
    work: (adapter: PartnerAdapter, input: I, watch: WorkContext) => Promise<R>,
  ): Promise<R> {
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      throw ApplicationFailure.nonRetryable(
        cleanText(`${step}: ${formatIssues(parsed.error)}`, 500),
        'BadInput',
      );
    const { partner } = parsed.data;
    const adapter = adapters.get(partner);
    if (!adapter)
      throw ApplicationFailure.nonRetryable(
        `${step}: no address is configured for the partner ${partner}`,
        'PartnerUnknown',
      );
    return withHeartbeat(async (watch) => {
      try {
        return await work(adapter, parsed.data, watch);
      } catch (error) {
        throw classifyPartnerError(error, `${step} at ${partner}`);
      }
    });
  }

  async function readRequest(partner: string, webhookId: string): Promise<ReleaseRequest> {
    const webhook = parseWebhook((await deps.inbox.find(partner, webhookId)) ?? '');
    if (webhook?.type === 'release.requested') return webhook.data;
    throw notAuthorised(`${partner} has sent no request ${webhookId}`);
  }

  return {
    /**
     * Assigns the release's UPC, then requests a reservation. Throws NotAuthorised, and PartnerRefused if the
     * partner declines.
     */
    reserve: (input: ReserveInput): Promise<Reserved> =>
      withPartner(ReserveInput, input, 'reserve', async (adapter, request, watch) => {
        await assertReleaseAuthorised(authority, request);
        await assignUpc(deps.catalogue, request);
        return adapter.reserve(request, watch);
      }),

    /**
     * Uploads the files that the partner does not have yet, then reports the delivery as complete.
     * Throws NotAuthorised.
     */
    deliver: (input: DeliverInput): Promise<Delivered> =>
      withPartner(DeliverInput, input, 'deliver', async (adapter, request, watch) => {
        await assertReleaseAuthorised(authority, request);
        await assertReferenceRegistered(authority, request);
        const readFile = ({ sha256 }: { readonly sha256: string }): Promise<Uint8Array> =>
          deps.assets.get(request.projectId, sha256);
        const upc = await findUpc(deps.catalogue, request);
        return adapter.deliver({ ...request, ...upc, readFile }, watch);
      }),

    /**
     * Puts the accepted track on sale. Throws NotAuthorised, and PartnerRefused if it is not, or no
     * longer, accepted.
     */
    confirm: (input: ConfirmInput): Promise<Confirmed> =>
      withPartner(ConfirmInput, input, 'confirm', async (adapter, request, watch) => {
        await assertReleaseAuthorised(authority, request);
        await assertReferenceRegistered(authority, request);
        return adapter.confirm(request, watch);
      }),

    /** Asks the partner to remove the track; `askPartner` shows when it is gone. Throws NotAuthorised. */
    takeDown: (input: TakeDownInput): Promise<TakenDown> =>
      withPartner(TakeDownInput, input, 'take down', async (adapter, request, watch) => {
        await assertTakeDownAuthorised(authority, request, () =>
          adapter.findReservations(request.releaseId, watch),
        );
        return adapter.takeDown(request, watch);
      }),

    /**
     * Sends the stored answer to a request. Throws NotAuthorised unless the inbox has the request and the catalogue
     * its answer.
     */
    answerRequest: (input: AnswerRequestInput): Promise<{ answer: string }> =>
      withPartner(
        AnswerRequestInput,
        input,
        'answer',
        async (adapter, { partner, webhookId }, watch) => {
          const { requestId } = await readRequest(partner, webhookId);
          const stored = await deps.requests.find({ partner, requestId });
          if (!stored?.answer)
            throw notAuthorised(`the request ${requestId} of ${partner} has no answer`);
          // A repeat may name something else: the answer is about what the first one named.
          const request = await readRequest(partner, stored.webhookId);
          const { answer } = stored;
          await adapter.answerRequest(
            { ...request, ...answer, idempotencyKey: answerIdOf(partner, requestId, answer) },
            watch,
          );
          return { answer: answer.answer };
        },
      ),

    /** The partner's current state of one reservation. */
    askPartner: (input: AskPartnerInput): Promise<PartnerState> =>
      withPartner(AskPartnerInput, input, 'ask', (adapter, { partnerReference }, watch) =>
        adapter.ask(partnerReference, watch),
      ),

    /** All of the partner's reservations for a release, including those whose answer was lost. */
    findReservations: (input: FindReservationsInput): Promise<PartnerState[]> =>
      withPartner(
        FindReservationsInput,
        input,
        'find reservations',
        (adapter, { releaseId }, watch) => adapter.findReservations(releaseId, watch),
      ),
  };
}

export type IntegrationActivities = ReturnType<typeof createIntegrationActivities>;
