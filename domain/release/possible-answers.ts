import type { FixAnswer, QuestionAnswer } from '@fermata/contracts/values';

/** A release about which a person is asked. */
export interface QuestionFacts {
  /** Whether its offers have ended, so that a question is about its sale. */
  readonly ended: boolean;
  readonly soldBy: readonly string[];
  /** Whether a partner that has not taken it may be offered it again. */
  readonly mayRepeat: boolean;
}

/** The possible decisions about a release that one partner has not taken, or no longer sells. */
export function possibleAnswers({ ended, soldBy, mayRepeat }: QuestionFacts): QuestionAnswer[] {
  // A release on sale is redelivered on request, not by an answer.
  if (ended) return ['keep', 'withdraw'];
  return [
    ...(soldBy.length > 0 ? (['keep'] as const) : []),
    'withdraw',
    ...(mayRepeat ? (['redeliver'] as const) : []),
  ];
}

/** The answers to a partner that asks for a fix. */
export const FIX_ANSWERS: readonly FixAnswer[] = ['redeliver', 'withdraw'];
