import type { DeliveryState } from '@fermata/contracts';
import { ApplicationFailure } from '@temporalio/common';
import { integration } from '../../proxies.ts';
import type { PartnerAnswers } from '../partner-answers.ts';
import { condition } from '@temporalio/workflow';

const GONE: readonly DeliveryState[] = ['taken-down'];
/** Between two questions, when no webhook comes: short at first, then patient. */
const ASK_AGAIN_SECONDS = [1, 2, 5, 15, 60] as const;

export interface TakeBack {
  readonly projectId: string;
  readonly partner: string;
  readonly releaseId: string;
  readonly idempotencyKey: string;
  readonly reason: string;
  /** How long the partner has to take it down, in seconds. */
  readonly limitSeconds: number;
  readonly answers: PartnerAnswers;
  /** The partner has told us what it holds: no request of ours can still be on its way. */
  readonly certain: boolean;
}

/**
 * Takes down whatever the partner holds of a release and asks until it says that it is gone: our own memory of what was
 * reserved may be wrong after a lost answer. Resolves to the state the partner reports; throws when it is not gone in time.
 */
export async function takeBack(order: TakeBack): Promise<DeliveryState> {
  const { partner, releaseId, reason, limitSeconds, answers } = order;
  const started = Date.now();
  for (let round = 0; ; round++) {
    const held = (await integration.findReservations.executeWithOptions({ summary: `What does ${partner} hold of this release?` }, [{ partner, releaseId }])).filter((reservation) => !GONE.includes(reservation.state));
    // A first empty answer may be older than a reservation that is still on its way there.
    if (held.length === 0 && (order.certain || round > 0)) return 'taken-down';
    for (const { partnerReference, state } of held) {
      if (state !== 'taking-down') {
        await integration.takeDown.executeWithOptions({ summary: `Take ${partnerReference} down at ${partner}` }, [{ partner, partnerReference, reason, idempotencyKey: `${order.idempotencyKey}/${partnerReference}` }]);
      }
    }
    if (Date.now() - started > limitSeconds * 1000) throw ApplicationFailure.nonRetryable(`${partner} still holds ${held.map((reservation) => reservation.partnerReference).join(', ')} after ${limitSeconds} s`, 'NotTakenBack');
    const confirmed = answers.takedownConfirmed;
    await condition(() => answers.takedownConfirmed !== confirmed, (ASK_AGAIN_SECONDS[Math.min(round, ASK_AGAIN_SECONDS.length - 1)] ?? 60) * 1000);
  }
}
