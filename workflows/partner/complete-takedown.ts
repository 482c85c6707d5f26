import { ApplicationFailure } from '@temporalio/common';
import { condition } from '@temporalio/workflow';
import { growingPauseMs, type OfferState } from '@fermata/contracts/values';
import { isTakenDown, type PartnerAnswers } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { integration } from '../proxies.ts';

/** The pause between two requests without a webhook. It grows, so that weeks fit into one history. */
const pollMs = (round: number): number => growingPauseMs(round, 1_000, 3_600_000);

export interface PartnerTakedown {
  readonly partner: string;
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  /** Null when an offer of an incomplete release is withdrawn. */
  readonly withdrawalId: string | null;
  readonly idempotencyKey: string;
  readonly reason: string;
  /** Time limit for the takedown, in seconds. */
  readonly limitSeconds: number;
  readonly answers: PartnerAnswers;
}

/**
 * Takes down whatever the partner has of a release, and asks until the partner reports that it is
 * gone, because our own record may be wrong after a lost response. Resolves to the reported state;
 * throws on timeout.
 */
export async function completeTakedown(request: PartnerTakedown): Promise<OfferState> {
  const { partner, projectId, trackId, releaseId, withdrawalId, reason, limitSeconds, answers } =
    request;
  const deadline = Date.now() + limitSeconds * 1000;
  // An outage of the partner ends no call before the takedown's own limit.
  const secondsLeft = (): number => Math.max(0, deadline - Date.now()) / 1000;
  for (let round = 1; ; round++) {
    const remaining = (
      await call(
        integration.findReservations,
        `Find the reservations of this release at ${partner}`,
        {
          partner,
          releaseId,
          giveUpAfterSeconds: secondsLeft(),
        },
      )
    ).filter((reservation) => !isTakenDown(reservation));
    if (remaining.length === 0) return 'taken-down';
    const references = remaining.map(({ partnerReference }) => partnerReference);
    for (const { partnerReference, state } of remaining) {
      if (state !== 'taking-down') {
        await call(integration.sendTakedown, `Take ${partnerReference} down at ${partner}`, {
          ...{ projectId, trackId, releaseId, withdrawalId, partner, partnerReference, reason },
          idempotencyKey: `${request.idempotencyKey}/${partnerReference}`,
          giveUpAfterSeconds: secondsLeft(),
        });
      }
    }
    if (Date.now() > deadline)
      throw ApplicationFailure.nonRetryable(
        `${partner} still has ${references.join(', ')} after ${limitSeconds} s`,
        'NotTakenDownError',
      );
    const confirmed = answers.takedownConfirmed;
    await condition(() => answers.takedownConfirmed !== confirmed, pollMs(round), {
      summary: `Next check whether ${partner} has taken it down`,
    });
  }
}
