import { ApplicationFailure } from '@temporalio/common';
import { condition } from '@temporalio/workflow';
import { growingPauseMs } from '@fermata/contracts/values';
import { type PartnerTakedown, requestTakedown } from './request-takedown.ts';

/** The pause between two requests without a webhook. It grows, so that weeks fit into one history. */
const pauseMs = (round: number): number => growingPauseMs(round, 1_000, 3_600_000);
/** The type of the failure of a takedown that was not completed in time. */
const NOT_TAKEN_DOWN = 'NotTakenDownError';

/**
 * Takes down all that the partner has of a release, and asks until the partner reports that it is
 * gone, because our own record may be wrong after a lost response. Resolves to the sentence for the
 * record; throws at the limit.
 */
export async function completeTakedown(
  request: PartnerTakedown,
  limitSeconds: number,
): Promise<string> {
  const deadline = Date.now() + limitSeconds * 1000;
  for (let round = 1; ; round++) {
    // An outage of the partner ends no call before the takedown's own limit.
    const secondsLeft = (): number => Math.max(0, deadline - Date.now()) / 1000;
    const isConfirmed = confirmationOf(request);
    const result = await requestTakedown(request, secondsLeft);
    if ('gone' in result) return result.gone;
    if (Date.now() > deadline)
      throw ApplicationFailure.nonRetryable(
        limitSeconds === 0 ? result.left : `${result.left}; the limit of ${limitSeconds} s is over`,
        NOT_TAKEN_DOWN,
      );
    await awaitTakedown(request, round, isConfirmed);
  }
}

/** Whether a takedown was not completed in time: the partner may still have the release. */
export const isOverdue = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.type === NOT_TAKEN_DOWN;

/**
 * Whether the partner has confirmed its takedown by a webhook since this call. It comes before the partner is asked:
 * the answer may be older than the webhook.
 */
export function confirmationOf({ answers }: PartnerTakedown): () => boolean {
  const before = answers.takedownConfirmed;
  return () => answers.takedownConfirmed !== before;
}

/** Waits for the condition, or for a pause that grows with each round. */
export async function awaitTakedown(
  { partner }: Pick<PartnerTakedown, 'partner'>,
  round: number,
  isOver: () => boolean,
): Promise<void> {
  await condition(isOver, pauseMs(round), {
    summary: `Next check whether ${partner} has taken it down`,
  });
}
