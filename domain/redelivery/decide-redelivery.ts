import type {
  OfferState,
  PartnerStatus,
  RedeliveryState,
  RefusalReason,
  Stage,
} from '@fermata/contracts/values';
import { hasAttemptLeft, isOnSale, mayBeOfferedAgain } from '../offer/offer-state.ts';
import { type ActiveRecall, recallSentence } from '../recall/recall-rules.ts';

/** The release at the partner. */
interface KnownOffer {
  readonly state: OfferState;
  readonly attempt: number;
  readonly redelivery?: RedeliveryState | undefined;
  /** Whether the partner waits for a person's fix. */
  readonly asksForFix: boolean;
  /** Whether a withdrawal from this partner is requested and has not ended. */
  readonly withdrawing: boolean;
  /** Whether the workflow of a redelivery runs that has not ended. */
  readonly running: boolean;
}

/** The facts of the catalogue about a release and a partner that decide about a redelivery. */
export interface RedeliveryFacts {
  readonly releaseId: string;
  readonly trackId: string;
  readonly partner: string;
  /** By a person; otherwise its track has started it. */
  readonly createdByPerson: boolean;
  readonly stage: Stage;
  readonly ended: boolean;
  /** Whether a question to a person about the release is open. */
  readonly isAsked: boolean;
  /** Null: it was never offered there. */
  readonly offer: KnownOffer | null;
  readonly recall: ActiveRecall | null;
  readonly partnerStatus: PartnerStatus;
  /** A clause for each requirement of the partner that the release does not meet. */
  readonly unmet: readonly string[];
  /** Why the catalogue does not allow it, or null. */
  readonly issue: string | null;
}

/** `running`: it was requested before. */
export type RedeliveryDecision =
  | { readonly refused: { readonly reason: RefusalReason; readonly detail: string } }
  | { readonly refused: null; readonly running: boolean; readonly attempt: number };

/** Whether a release may be redelivered to a partner, or to one that has not had it. */
export function decideRedelivery(facts: RedeliveryFacts): RedeliveryDecision {
  const { offer } = facts;
  if (offer?.redelivery === 'requested' && !offer.asksForFix) {
    // A workflow that was not started, or was refused, is started again only if it is allowed now.
    const refused = offer.running ? null : (saleIssue(facts) ?? issueOf(facts));
    return refused === null ? { refused, running: true, attempt: offer.attempt } : { refused };
  }
  const refused = askedIssue(facts) ?? offerIssue(facts) ?? saleIssue(facts) ?? partnerIssue(facts);
  if (refused !== null) return { refused };
  return { refused: null, running: false, attempt: (offer?.attempt ?? 0) + 1 };
}

type Refusal = { readonly reason: RefusalReason; readonly detail: string } | null;

const refuse = (reason: RefusalReason, detail: string): Refusal => ({ reason, detail });

/** A question to a person comes first, and a release that runs decides itself. */
function askedIssue({ releaseId, partner, ended, isAsked, offer }: RedeliveryFacts): Refusal {
  const command = `fermata release answer ${releaseId}`;
  if (offer?.asksForFix === true)
    return refuse(
      'not-now',
      `${partner} asks for a fix: \`${command} redeliver --partner ${partner}\``,
    );
  if (isAsked)
    return refuse(
      'not-now',
      `${releaseId} waits for a person’s answer: \`${command} ${ended ? 'keep' : 'redeliver'}\``,
    );
  return ended
    ? null
    : refuse(
        'not-now',
        `${releaseId} is still being offered; retry when its partners have answered`,
      );
}

function offerIssue({ releaseId, partner, offer }: RedeliveryFacts): Refusal {
  if (offer === null) return null;
  if (offer.withdrawing || (offer.redelivery === 'withdrawn' && offer.running))
    return refuse(
      'not-now',
      `${releaseId} is being withdrawn from ${partner}; retry when it has ended`,
    );
  if (isOnSale(offer)) return refuse('twice', `${partner} sells ${releaseId}`);
  if (mayBeOfferedAgain(offer)) return null;
  return hasAttemptLeft(offer)
    ? refuse(
        'not-now',
        `${partner} may still have ${releaseId} (${offer.state}): withdraw it from there first`,
      )
    : refuse(
        'not-allowed',
        `${releaseId} was offered to ${partner} ${offer.attempt} times, which is the limit`,
      );
}

function saleIssue({ trackId, createdByPerson, stage, recall }: RedeliveryFacts): Refusal {
  if (!createdByPerson && stage !== 'published')
    return refuse('late', `${trackId} is ${stage}, not on sale`);
  return recall === null ? null : refuse('recalled', recallSentence(recall));
}

const issueOf = ({ issue }: RedeliveryFacts): Refusal =>
  issue === null ? null : refuse('not-allowed', issue);

function partnerIssue(facts: RedeliveryFacts): Refusal {
  const { partner, partnerStatus, unmet, issue } = facts;
  if (issue !== null) return issueOf(facts);
  if (partnerStatus === 'paused') return refuse('not-now', `${partner} is paused`);
  return unmet.length === 0
    ? null
    : refuse('not-allowed', `it does not meet the requirements of ${partner}: ${unmet.join('; ')}`);
}
