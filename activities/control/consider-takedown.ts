import type { RequestState } from '@fermata/contracts/temporal';
import {
  type RequestRef,
  SYSTEM_ACTOR,
  type TakedownRequestedWebhook,
  workflowIds,
} from '@fermata/contracts/values';
import {
  decideTakedown,
  TAKEDOWN_ANSWERS,
  UNKNOWN_REFERENCE,
} from '@fermata/domain/partner-request';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import {
  findOpenWithdrawal,
  findWithdrawal,
  requestPartnerWithdrawal,
} from './request-withdrawal.ts';
import { saleOfRelease, type SaleSource } from './sale-of-release.ts';

/** Requests that a project's stream takes in 24 hours; events are permanent. */
const REQUESTS_PER_DAY = 10_000;

export interface TakedownDeps extends SaleSource {
  readonly requests: Pick<Catalogue['requests'], 'register' | 'answer'>;
  readonly offerAddresses: Pick<Catalogue['offerAddresses'], 'findByReference'>;
  readonly withdrawals: Pick<Catalogue['withdrawals'], 'requestUnlessOpen' | 'find' | 'findOpen'>;
  readonly events: Pick<Catalogue['events'], 'appendNextOnce'>;
}

/**
 * Decides about a partner's request for a takedown, stores the answer, and requests the withdrawal of a release
 * on sale from this partner, unless one is open. Repeatable: once it is accepted, nothing new is requested.
 */
export async function considerTakedown(
  deps: TakedownDeps,
  { partner, webhookId }: RequestRef,
  webhook: TakedownRequestedWebhook,
): Promise<RequestState> {
  const request = webhook.data;
  const { requestId, reference } = request;
  const key = { partner, kind: 'takedown', requestId } as const;
  const first = await deps.requests.register({ ...key, webhookId });
  const ended = {
    ...{ requestId, named: reference, answer: first.answer, final: true },
    ...{ workflowId: null, withdrawal: null, awaits: null, sale: null },
  };
  // The same request under another webhook id is answered the same, without a second effect.
  if (first.webhookId !== webhookId || first.answer?.answer === 'refused') return ended;
  const address = await deps.offerAddresses.findByReference(partner, reference);
  if (address === null)
    return { ...ended, answer: await deps.requests.answer(key, UNKNOWN_REFERENCE) };
  const { projectId, trackId, releaseId } = address;
  await deps.events.appendNextOnce(
    {
      ...{ projectId, stream: `project/${projectId}`, actor: SYSTEM_ACTOR, ...callingWorkflow() },
      occurredAt: new Date().toISOString(),
      type: 'takedown-request.received',
      data: {
        ...{ partner, partnerReference: reference, webhookId, requestId },
        ...{ trackId, releaseId, reason: request.reason },
      },
    },
    REQUESTS_PER_DAY,
  );
  const sale = await saleOfRelease(deps, { projectId, trackId, releaseId });
  const asked = {
    ...{ projectId, trackId, releaseId, partners: [partner] },
    requestKey: `takedown/${partner}/${requestId}`,
    reason: `${partner} asks for it: ${request.reason}`,
  };
  // Only the result starts the withdrawal, so a repeat returns it again. The release may have been redelivered since,
  // so it requests no other one.
  if (first.answer?.answer === 'accepted') {
    const own = sale && (await findWithdrawal(deps.withdrawals, asked, sale));
    // A partner that repeats its request under new ids gets one withdrawal.
    const open = sale && (await findOpenWithdrawal(deps.withdrawals, asked, { partner, sale }));
    return { ...ended, withdrawal: own ?? open };
  }
  const decision = decideTakedown(partner, request, releaseId, {
    track: sale,
    answered: first.answer,
  });
  const withdrawal =
    decision === 'withdraw' && sale !== null
      ? await requestPartnerWithdrawal(deps.withdrawals, asked, { partner, sale })
      : null;
  const answer = await deps.requests.answer(key, TAKEDOWN_ANSWERS[decision]);
  if (answer.answer !== 'remembered') return { ...ended, answer, withdrawal };
  const state = {
    ...{ ...ended, answer, final: false },
    sale: { trackId, releaseId, createdByPerson: sale?.createdByPerson ?? false },
  };
  if (decision !== 'end-offer') return { ...state, awaits: 'operations' };
  const message = { partner, webhookId, webhook };
  return { ...state, offer: { workflowId: workflowIds.offer(releaseId, partner), message } };
}
