import { type FixAnswer, MAX_ATTEMPTS, type QuestionAnswer } from '@fermata/contracts/values';

/** A release about which a person is asked. */
export interface QuestionFacts {
  /** Whether its offers have ended, so that a question is about its sale. */
  readonly ended: boolean;
  readonly soldBy: readonly string[];
  /** How often it was offered to each partner to which it can be offered again. */
  readonly attempts: readonly number[];
}

/** The possible decisions about a release that one partner has not taken, or no longer sells. */
export function possibleAnswers({ ended, soldBy, attempts }: QuestionFacts): QuestionAnswer[] {
  // A release on sale is redelivered on request, not by an answer.
  if (ended) return ['keep', 'withdraw'];
  const mayRepeat = attempts.length > 0 && attempts.every((attempt) => attempt < MAX_ATTEMPTS);
  return [
    ...(soldBy.length > 0 ? (['keep'] as const) : []),
    'withdraw',
    ...(mayRepeat ? (['redeliver'] as const) : []),
  ];
}

/** The answers to a partner that asks for a fix. */
export const FIX_ANSWERS: readonly FixAnswer[] = ['redeliver', 'withdraw'];
