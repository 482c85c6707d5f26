import type { ReleaseRequest, RequestKind, TakedownRequest } from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/inbox';
import { orderAnswerId } from '@fermata/domain/order';
import { requestAnswerId } from '@fermata/domain/partner-request';
import type { Catalogue } from '@fermata/prisma';
import { notAuthorised } from '../not-authorised.ts';
import { AnswerOrderInput, AnswerRequestInput } from './activity-payloads.ts';
import type { WithPartner } from './partner-caller.ts';

export interface AnswerDeps {
  readonly requests: Pick<Catalogue['requests'], 'find'>;
  readonly orders: Pick<Catalogue['orders'], 'find'>;
  readonly inbox: Pick<Catalogue['inbox'], 'find'>;
}

/** Answers to requests and orders of partners. The catalogue has each answer before it is sent. */
export function createAnswerActivities(
  { requests, orders, inbox }: AnswerDeps,
  withPartner: WithPartner,
) {
  async function readRequest(
    partner: string,
    webhookId: string,
  ): Promise<{ kind: RequestKind } & (ReleaseRequest | TakedownRequest)> {
    const webhook = parseWebhook((await inbox.find(partner, webhookId)) ?? '');
    if (webhook?.type === 'release.requested') return { kind: 'release', ...webhook.data };
    if (webhook?.type === 'takedown.requested') return { kind: 'takedown', ...webhook.data };
    throw notAuthorised(`${partner} has sent no request ${webhookId}`);
  }

  return {
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
          const stored = await requests.find(key);
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
          const webhook = parseWebhook((await inbox.find(partner, webhookId)) ?? '');
          if (webhook?.type !== 'order.requested')
            throw notAuthorised(`${partner} has sent no order ${webhookId}`);
          const key = { partner, orderId: webhook.data.orderId };
          const order = await orders.find(key);
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
  };
}
