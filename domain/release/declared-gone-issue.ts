import type { OfferState, RedeliveryState, RefusalReason } from '@fermata/contracts/values';
import { isBeingTakenDown, isTakenDown } from '../offer/offer-state.ts';

interface FailedRelease {
  readonly releaseId: string;
  readonly partners: readonly {
    readonly name: string;
    readonly state: OfferState;
    readonly redelivery?: { readonly state: RedeliveryState } | undefined;
  }[];
  /** The last withdrawal that has failed, while a partner of it may still have the release. */
  readonly failedWithdrawal: { readonly partners: readonly string[] } | null;
}

/**
 * Why a person may not declare that a partner has nothing of a release any more, or null. That is for a partner that
 * shows nothing itself: only its withdrawal that has failed is closed by it.
 */
export function declaredGoneIssue(
  { releaseId, partners, failedWithdrawal }: FailedRelease,
  partner: string,
): { reason: RefusalReason; detail: string } | null {
  const offer = partners.find(({ name }) => name === partner);
  if (offer === undefined)
    return { reason: 'not-now', detail: `${releaseId} was never offered to ${partner}` };
  if (isTakenDown(offer))
    return { reason: 'twice', detail: `${partner} has nothing of ${releaseId}` };
  const isOffered = (offer.redelivery?.state ?? 'ended') !== 'ended';
  return isBeingTakenDown(offer) && !isOffered && failedWithdrawal?.partners.includes(partner)
    ? null
    : {
        reason: 'not-now',
        detail:
          `no withdrawal of ${releaseId} from ${partner} has failed: withdraw it there first, ` +
          'which asks the partner itself',
      };
}
