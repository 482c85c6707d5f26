import { ApplicationFailure } from '@temporalio/common';
import { condition, isCancellation, log, TemporalFailure } from '@temporalio/workflow';
import { growingPauseMs, type OfferState } from '@fermata/contracts/values';
import { isTakenDown, type PartnerAnswers } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { integration } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';

/** The pause between two requests without a webhook. It grows, so that weeks fit into one history. */
const pauseMs = (round: number): number => growingPauseMs(round, 1_000, 3_600_000);
/** The type of the failure of a takedown that was not completed in time. */
const NOT_TAKEN_DOWN = 'NotTakenDownError';

export interface PartnerTakedown {
  readonly partner: string;
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  /** Null when an offer of an incomplete release is withdrawn. */
  readonly withdrawalId: string | null;
  readonly idempotencyKey: string;
  readonly reason: string;
  readonly answers: PartnerAnswers;
}

/**
 * Takes down whatever the partner has of a release, and asks until the partner reports that it is
 * gone, because our own record may be wrong after a lost response. Resolves to the reported state;
 * throws at the limit.
 */
export async function completeTakedown(
  request: PartnerTakedown,
  limitSeconds: number,
): Promise<OfferState> {
  const deadline = Date.now() + limitSeconds * 1000;
  for (let round = 1; ; round++) {
    // An outage of the partner ends no call before the takedown's own limit.
    const secondsLeft = (): number => Math.max(0, deadline - Date.now()) / 1000;
    const issue = await requestTakedown(request, secondsLeft);
    if (issue === null) return 'taken-down';
    if (Date.now() > deadline)
      throw ApplicationFailure.nonRetryable(
        `${issue}; the limit of ${limitSeconds} s is over`,
        NOT_TAKEN_DOWN,
      );
    await awaitTakedown([request], round);
  }
}

/** Whether a takedown was not completed in time: the partner may still have the release. */
export const isOverdue = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.type === NOT_TAKEN_DOWN;

/** Waits until one of the partners confirms its takedown by a webhook, or for a pause that grows with each round. */
export async function awaitTakedown(
  requests: readonly PartnerTakedown[],
  round: number,
): Promise<void> {
  const confirmations = (): number =>
    requests.filter(({ answers }) => answers.takedownConfirmed).length;
  const before = confirmations();
  const partners = requests.map(({ partner }) => partner).join(', ');
  await condition(() => confirmations() > before, pauseMs(round), {
    summary: `Next check whether ${partners} has taken it down`,
  });
}

/**
 * Asks the partner for everything that it has of the release, and requests the takedown of it. Resolves to null when
 * nothing is left, otherwise to the reason. A call that fails for good is such a reason: people renew a refused key,
 * and the wrong answer of a proxy ends. Throws if the catalogue does not allow the takedown.
 */
export async function requestTakedown(
  request: PartnerTakedown,
  giveUpAfterSeconds: () => number,
): Promise<string | null> {
  const { partner, releaseId } = request;
  try {
    const remaining = (
      await call(
        integration.findReservations,
        `Find the reservations of this release at ${partner}`,
        { partner, releaseId, giveUpAfterSeconds: giveUpAfterSeconds() },
      )
    ).filter((reservation) => !isTakenDown(reservation));
    if (remaining.length === 0) return null;
    const failures: string[] = [];
    for (const { partnerReference, state } of remaining)
      if (state !== 'taking-down')
        await sendTakedown(request, partnerReference, giveUpAfterSeconds()).catch(
          (error: unknown) => failures.push(repeatableFailure(partner, error)),
        );
    const references = remaining.map(({ partnerReference }) => partnerReference);
    return [`${partner} still has ${references.join(', ')}`, ...failures].join(': ');
  } catch (error) {
    return `${partner} may still have it: ${repeatableFailure(partner, error)}`;
  }
}

async function sendTakedown(
  { answers: _answers, ...request }: PartnerTakedown,
  partnerReference: string,
  giveUpAfterSeconds: number,
): Promise<void> {
  const { partner, idempotencyKey } = request;
  await call(integration.sendTakedown, `Take ${partnerReference} down at ${partner}`, {
    ...{ ...request, partnerReference, giveUpAfterSeconds },
    idempotencyKey: `${idempotencyKey}/${partnerReference}`,
  });
}

/** The reason of a failure after which the partner is asked again. Throws every other one. */
function repeatableFailure(partner: string, error: unknown): string {
  if (!(error instanceof TemporalFailure) || isCancellation(error) || isNotAuthorised(error))
    throw error;
  const reason = reasonOf(error);
  log.warn('a takedown is requested again', { partner, reason });
  return reason;
}
