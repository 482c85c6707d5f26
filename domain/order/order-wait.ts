import type { OrderAnswer } from '@fermata/contracts/values';
import { isOutstanding } from './order-answers.ts';

export interface OrderWait {
  /** The role that must act. */
  readonly awaits: 'operations' | null;
  /** Milliseconds until the deadline, if the order can still be late. */
  readonly lateInMs: number | null;
}

/** The wait of an order after these answers. */
export function orderWait(
  answers: readonly Pick<OrderAnswer, 'answer'>[],
  deadline: string,
  now: number,
): OrderWait {
  if (!isOutstanding(answers)) return { awaits: null, lateInMs: null };
  return answers.some(({ answer }) => answer === 'late')
    ? { awaits: 'operations', lateInMs: null }
    : { awaits: null, lateInMs: Math.max(0, Date.parse(deadline) - now) };
}
