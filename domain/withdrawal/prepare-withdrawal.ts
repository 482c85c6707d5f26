import type { EventData } from '@fermata/contracts/events';
import { deriveId, type ReleaseTerms, workflowIds } from '@fermata/contracts/values';
import { type OfferedRelease, remainingOffers } from './remaining-offers.ts';

interface WithdrawnTrack extends OfferedRelease {
  readonly title: string;
  readonly failedWithdrawals: number;
  readonly releaseTerms: Pick<ReleaseTerms, 'takedownSeconds'>;
  /** A person has created the release; otherwise its track has started it. */
  readonly createdByPerson: boolean;
}

interface Withdrawal {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  /** What asks for it, if that is remembered: a retry finds its withdrawal, also if another one has failed since. */
  readonly requestKey?: string | undefined;
  /** Default: all to which the release may still be offered. */
  readonly partners?: readonly string[] | undefined;
}

/** The request as stored. A repeat gets the first one, which may have another actor and reason. */
interface StoredRequest {
  readonly requestedBy: string;
  readonly reason: string;
  readonly partners: readonly string[];
}

/** The event that requests a withdrawal, and the input of its workflow, which follows from the stored request. */
export function prepareWithdrawal(
  { projectId, trackId, releaseId, reason, partners, requestKey }: Withdrawal,
  track: WithdrawnTrack,
) {
  const { title, failedWithdrawals, releaseTerms, createdByPerson } = track;
  const remaining = remainingOffers(track);
  // A repeated request gets the same id, until the withdrawal has failed, or a person has requested a redelivery.
  const failed = failedWithdrawals === 0 ? [] : [failedWithdrawals];
  const cause = requestKey === undefined ? failed : [requestKey];
  const named = (partners ?? []).toSorted();
  const again = attemptsOf(track, partners);
  const withdrawalId = deriveId('wdr', projectId, trackId, releaseId, ...cause, ...named, ...again);
  const data: EventData<'withdrawal.requested'> = {
    ...{ withdrawalId, trackId, releaseId, reason },
    partners: [...(partners ?? remaining.map(({ partner }) => partner))],
  };
  return {
    request: {
      stream: workflowIds.withdrawal(withdrawalId),
      sequence: 1,
      type: 'withdrawal.requested',
      data,
    } as const,
    /** `id`: of a withdrawal that was requested otherwise, if the request is of that. */
    inputOf: (request: StoredRequest, id = withdrawalId) => ({
      ...{ projectId, withdrawalId: id, trackId, releaseId, title },
      reason: request.reason,
      requestedBy: request.requestedBy,
      offers: remaining.filter(({ partner }) => request.partners.includes(partner)),
      takedownSeconds: releaseTerms.takedownSeconds,
      createdByPerson,
    }),
  };
}

const attemptsOf = ({ partners }: OfferedRelease, named?: readonly string[]): string[] =>
  partners
    .filter(({ name }) => named === undefined || named.includes(name))
    .flatMap(({ name, redelivery }) => (redelivery ? [`${name}/${redelivery.attempt}`] : []))
    .toSorted();
