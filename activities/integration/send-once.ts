import { ApplicationFailure } from '@temporalio/common';
import { PartnerRequestError } from '@fermata/partners';
import type { PartnerCalls } from '@fermata/prisma';
import { RATE_LIMITED } from './call-through-circuit.ts';

export interface CallDeps {
  readonly calls: PartnerCalls;
}

/** `idempotencyKey`: the same in all attempts and activities of one step. */
interface KeyedStep {
  readonly partner: string;
  readonly idempotencyKey: string;
}

/**
 * Sends the request of a step. If the partner may have received it earlier, in an attempt or an activity whose answer
 * was lost, `ask` comes first: it is not sent again if the partner shows its result. Null: the partner shows none.
 */
export async function sendOnce<R>(
  { calls }: CallDeps,
  { partner, idempotencyKey }: KeyedStep,
  { ask, send }: { readonly ask: () => Promise<R | null>; readonly send: () => Promise<R> },
): Promise<R> {
  const isFirst = await calls.begin(partner, idempotencyKey);
  if (!isFirst) return (await ask()) ?? send();
  try {
    return await send();
  } catch (error) {
    if (isNotReceived(error)) await calls.forget(partner, idempotencyKey);
    throw error;
  }
}

/** A reset or closed connection may have brought the request to the partner. */
const isNotReceived = (error: unknown): boolean =>
  error instanceof PartnerRequestError
    ? error.failure.kind === 'unreachable' && !error.failure.mayBeReceived
    : error instanceof ApplicationFailure && error.type === RATE_LIMITED;
