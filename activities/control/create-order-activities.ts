import { type OrderState, RequestedTrack } from '@fermata/contracts/temporal';
import {
  canonicalSha256,
  cleanText,
  deriveId,
  type OrderAnswer,
  type OrderRequest,
  type PartnerOrder,
  ReleaseTerms,
  type RequestRef,
} from '@fermata/contracts/values';
import { isBudgetSpent } from '@fermata/domain/cost';
import { parseWebhook } from '@fermata/domain/inbox';
import { completeMetadata, completeTerms } from '@fermata/domain/metadata';
import {
  acceptance,
  dueAnswers,
  isOrderClosed,
  orderRefusal,
  ORDERS_NOT_OPEN,
  orderWait,
  TOO_MANY_OPEN,
  TOO_MANY_TODAY,
} from '@fermata/domain/order';
import { completeReviewTerms, reviewTermsIssues } from '@fermata/domain/review';
import { briefIssues } from '@fermata/music';
import type { Catalogue, OrderRecord } from '@fermata/prisma';
import { notAuthorised } from '../not-authorised.ts';

export interface OrderDeps {
  readonly catalogue: {
    readonly actors: Pick<Catalogue['actors'], 'withRole'>;
    readonly budgets: Catalogue['budgets'];
    readonly inbox: Pick<Catalogue['inbox'], 'find'>;
    readonly keys: Pick<Catalogue['keys'], 'rolesOf'>;
    readonly orders: Catalogue['orders'];
    readonly partners: Pick<Catalogue['partners'], 'findByName'>;
    readonly profiles: Catalogue['profiles'];
    readonly reviewMinimum: Catalogue['reviewMinimum'];
    readonly tracks: Pick<Catalogue['tracks'], 'find'>;
  };
}

/** Task queue `control`: orders of partners. Only a webhook in the inbox proves an order. */
export function createOrderActivities({ catalogue }: OrderDeps) {
  const { orders } = catalogue;

  /** Accepts or refuses a new order. */
  async function decide(request: OrderRequest, order: PartnerOrder): Promise<OrderRecord> {
    const { partner } = order;
    const now = Date.now();
    const managed = await catalogue.partners.findByName(partner);
    const orderTerms = managed?.orders ?? null;
    if (managed === null || orderTerms === null) return orders.refuse(order, ORDERS_NOT_OPEN, null);
    const { projectId } = managed;
    const { requester } = orderTerms;
    const [roles, budget, { terms: minimum }, reviewers, { profile }] = await Promise.all([
      catalogue.keys.rolesOf(projectId, requester),
      catalogue.budgets.state(projectId),
      catalogue.reviewMinimum.find(projectId),
      catalogue.actors.withRole(projectId, 'reviewer'),
      catalogue.profiles.find(projectId),
    ]);
    const { brief, terms } = request;
    const refusal = orderRefusal(request, {
      ...{ terms: orderTerms, roles, now },
      isPaused: managed.status === 'paused',
      isBudgetSpent: isBudgetSpent(budget),
      isReviewable:
        reviewTermsIssues(orderTerms.review, minimum, requester, reviewers).length === 0,
      briefIssue: briefIssueOf(brief),
    });
    if (refusal !== null) return orders.refuse(order, refusal, projectId);
    const review = completeReviewTerms(orderTerms.review, minimum);
    const trackId = deriveId('trk', projectId, 'order', partner, order.orderId);
    const { priceClass, territories } = terms;
    const requestedTrack = RequestedTrack.parse({
      ...{ trackId, projectId, requestedBy: requester, brief, review, order },
      requestSha256: canonicalSha256(request),
      metadata: completeMetadata(priceClass === undefined ? {} : { priceClass }, profile),
      release: completeTerms(ReleaseTerms.parse({ partners: [partner], territories }), profile),
    });
    const answer = acceptance(trackId, { deadline: order.deadline, review, now });
    const accepted = await orders.accept({ ...requestedTrack, order }, answer, orderTerms);
    if (typeof accepted !== 'string') return accepted;
    const tooMany = accepted === 'too-many-open' ? TOO_MANY_OPEN : TOO_MANY_TODAY;
    return orders.refuse(order, tooMany, projectId);
  }

  return {
    /**
     * Decides about an order, and gives the answers that the life of its track demands by now. Repeatable. Throws
     * NotAuthorisedError unless the inbox has the order.
     */
    async considerOrder({ partner, webhookId }: RequestRef): Promise<OrderState> {
      const webhook = parseWebhook((await catalogue.inbox.find(partner, webhookId)) ?? '');
      if (webhook?.type !== 'order.requested')
        throw notAuthorised(`${partner} has sent no order ${webhookId}`);
      const { orderId, deadline } = webhook.data;
      const first = await orders.register({ partner, orderId, webhookId });
      // The same order under another webhook id gets all answers that were given, with the same content and ids, and no
      // second track. The first webhook is told those that follow.
      if (first.webhookId !== webhookId) return { ...stateOf(first, first.answers), final: true };
      const order: PartnerOrder = { partner, orderId, webhookId, deadline };
      const decided = first.answers.length > 0 ? first : await decide(webhook.data, order);
      const { requestedTrack, answers } = decided;
      if (requestedTrack === null || isOrderClosed(answers)) return stateOf(decided, answers);
      const { projectId, trackId } = requestedTrack;
      const track = await catalogue.tracks.find(projectId, trackId);
      const now = Date.now();
      const due = dueAnswers(order, trackId, answers, track, now);
      const current =
        due.length === 0
          ? decided
          : await orders.answer({ partner, orderId }, due, isOrderClosed(due));
      return {
        ...stateOf(current, current.answers),
        start: track === null && !isOrderClosed(current.answers) ? requestedTrack : null,
        ...orderWait(current.answers, deadline, now),
      };
    },
  };
}

/** The state of an order that waits for nothing. */
const stateOf = (
  { orderId, requestedTrack }: OrderRecord,
  answers: readonly OrderAnswer[],
): OrderState => ({
  orderId,
  trackId: requestedTrack?.trackId ?? null,
  answers: answers.map(({ answer }) => answer),
  reason: answers.at(-1)?.reason ?? '',
  final: isOrderClosed(answers),
  ...{ start: null, lateInMs: null, awaits: null },
});

function briefIssueOf(brief: OrderRequest['brief']): string | null {
  const issues = briefIssues({ brief });
  if (issues.length === 0) return null;
  const sentences = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return cleanText(sentences.join('; '), 500);
}

export type OrderActivities = ReturnType<typeof createOrderActivities>;
