import type { EventData } from '@fermata/contracts/events';
import { deriveId, type ReleaseTerms, workflowIds } from '@fermata/contracts/values';
import { type OfferedRelease, remainingOffers } from './remaining-offers.ts';

interface WithdrawnTrack extends OfferedRelease {
  readonly title: string;
  readonly failedWithdrawals: number;
  readonly releaseTerms: Pick<ReleaseTerms, 'takedownSeconds'>;
  /** A person has put the release together. Default: its track has started it. */
  readonly putTogether?: boolean;
}

interface Withdrawal {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  /** Default: all to which the release may still be offered. */
  readonly partners?: readonly string[] | undefined;
}

/** The order as stored. A repeat gets the first one, which may have another actor and reason. */
interface StoredOrder {
  readonly orderedBy: string;
  readonly reason: string;
  readonly partners: readonly string[];
}

/** The event that orders a withdrawal, and the input of its workflow, which follows from the stored order. */
export function prepareWithdrawal(
  { projectId, trackId, releaseId, reason, partners }: Withdrawal,
  track: WithdrawnTrack,
) {
  const { title, failedWithdrawals, releaseTerms, putTogether = false } = track;
  const remaining = remainingOffers(track);
  // A repeated order gets the same id, until the withdrawal has failed, or a person has ordered a further delivery.
  const failed = failedWithdrawals === 0 ? [] : [failedWithdrawals];
  const named = (partners ?? []).toSorted();
  const again = attemptsOf(track, partners);
  const withdrawalId = deriveId(
    'wdr',
    projectId,
    trackId,
    releaseId,
    ...failed,
    ...named,
    ...again,
  );
  const data: EventData<'withdrawal.ordered'> = {
    ...{ withdrawalId, trackId, releaseId, reason },
    partners: [...(partners ?? remaining.map(({ partner }) => partner))],
  };
  return {
    order: {
      stream: workflowIds.withdrawal(withdrawalId),
      sequence: 1,
      type: 'withdrawal.ordered',
      data,
    } as const,
    inputOf: (order: StoredOrder) => ({
      ...{ projectId, withdrawalId, trackId, releaseId, title },
      reason: order.reason,
      requestedBy: order.orderedBy,
      offers: remaining.filter(({ partner }) => order.partners.includes(partner)),
      takedownSeconds: releaseTerms.takedownSeconds,
      ...(putTogether ? { putTogether } : {}),
    }),
  };
}

const attemptsOf = ({ partners }: OfferedRelease, named?: readonly string[]): string[] =>
  partners
    .filter(({ name }) => named === undefined || named.includes(name))
    .flatMap(({ name, redelivery }) => (redelivery ? [`${name}/${redelivery.attempt}`] : []))
    .toSorted();
