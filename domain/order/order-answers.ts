import {
  deriveId,
  hasLeftProduction,
  type OfferState,
  type OrderAnswer,
  type OrderOutcome,
  type PartnerOrder,
  type ReviewTerms,
  type Stage,
  STAGES,
} from '@fermata/contracts/values';

/** The catalogue's record of the track that was ordered. */
export interface OrderedTrack {
  readonly stage: Stage;
  readonly releaseId: string | null;
  readonly partners: readonly {
    readonly name: string;
    readonly state: OfferState;
    readonly partnerReference: string | null;
  }[];
}

/** The same answer has the same id. */
export const orderAnswerId = (
  { partner, orderId }: Pick<PartnerOrder, 'partner' | 'orderId'>,
  answer: OrderAnswer['answer'],
): string => deriveId('ans', partner, 'order', orderId, answer);

/** An answer that the order has got. */
export type GivenOrderAnswer = OrderAnswer & { readonly answeredAt: string };

/** A track starts within minutes. One that has not started within this time after the acceptance was refused. */
const START_LIMIT_MS = 24 * 3_600_000;

const DELIVERED: readonly OfferState[] = ['delivered', 'accepted', 'live'];

/** The acceptance of an order. The track is expected when its review ends, or at the deadline if that is earlier. */
export const acceptance = (
  trackId: string,
  { deadline, review, now }: { deadline: string; review: ReviewTerms; now: number },
): OrderAnswer => ({
  ...{ answer: 'accepted', trackId },
  reason: 'the track is being made',
  expectedBy: new Date(
    Math.min(Date.parse(deadline), now + review.expirySeconds * 1000),
  ).toISOString(),
});

/**
 * The answers after the acceptance that are due now, in their order, without those that were given before. `track`:
 * null until the catalogue has it.
 */
export function dueAnswers(
  { partner, deadline }: Pick<PartnerOrder, 'partner' | 'deadline'>,
  trackId: string,
  given: readonly GivenOrderAnswer[],
  track: OrderedTrack | null,
  now: number,
): OrderAnswer[] {
  const isGiven = (answer: OrderAnswer['answer']): boolean =>
    given.some((one) => one.answer === answer);
  const lateMs = now - Date.parse(deadline);
  const { stage, releaseId, partners } = track ?? notStarted(given, now);
  const offer = partners.find(({ name }) => name === partner);
  const reference = offer && DELIVERED.includes(offer.state) ? offer.partnerReference : null;
  const isDelivered = reference !== null && releaseId !== null;
  const isLate = lateMs >= 0 && !isDelivered && !isGiven('delivered');
  const answers: OrderAnswer[] = [];
  if (hasReachedReview(stage))
    answers.push({ answer: 'in-review', trackId, reason: 'people decide about the track' });
  if (isDelivered)
    answers.push({
      ...{ answer: 'delivered', trackId, releaseId, reference },
      reason: 'the track is delivered',
    });
  if (isLate && !hasLeftProduction(stage))
    answers.push({ answer: 'late', trackId, reason: 'the deadline has passed' });
  if (hasLeftProduction(stage)) answers.push(endOf(trackId, stage));
  return answers.filter(({ answer }) => !isGiven(answer));
}

function notStarted(given: readonly GivenOrderAnswer[], now: number): OrderedTrack {
  const isRefused = given.some(
    ({ answer, answeredAt }) =>
      answer === 'accepted' && now - Date.parse(answeredAt) >= START_LIMIT_MS,
  );
  return { stage: isRefused ? 'failed' : 'accepted', releaseId: null, partners: [] };
}

/** An order that can still be late, or is: neither delivered nor ended. */
export const isOutstanding = (given: readonly Pick<OrderAnswer, 'answer'>[]): boolean =>
  !given.some(({ answer }) => answer === 'refused' || answer === 'delivered' || answer === 'ended');

export const isOrderClosed = (given: readonly OrderAnswer[]): boolean =>
  given.some(({ answer }) => answer === 'refused' || answer === 'ended');

/** A track may have passed its review between two polls. */
const hasReachedReview = (stage: Stage): boolean =>
  STAGES.indexOf(stage) >= STAGES.indexOf('review') &&
  STAGES.indexOf(stage) <= STAGES.indexOf('published');

const ENDS: Partial<Record<Stage, readonly [OrderOutcome, string]>> = {
  published: ['published', 'the release is on sale'],
  archived: ['rejected', 'the track was not approved, or its release was not accepted'],
  delisted: ['rejected', 'the release is not on sale any more'],
  withdrawn: ['cancelled', 'the release was withdrawn'],
  cancelled: ['cancelled', 'the track was cancelled'],
};

/** Without the notes of reviewers and the causes of failures, which are the project's own. */
function endOf(trackId: string, stage: Stage): OrderAnswer {
  const [outcome, reason] = ENDS[stage] ?? ['failed', 'the track could not be made'];
  return { answer: 'ended', trackId, outcome, reason };
}
