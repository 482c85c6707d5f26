import type { RefusalReason } from '@fermata/contracts/values';
import type { ReleasePhase } from './release-cancellation.ts';

interface PublishedRelease {
  readonly releaseId: string;
  readonly trackId: string;
  readonly createdByPerson: boolean;
  readonly phase: ReleasePhase;
  /** `due`: its date has come or it was requested, and it starts once nothing keeps it. */
  readonly start: 'waiting' | 'due' | 'started';
}

/** Why a person cannot start the release now, or null. */
export function publishIssue({
  releaseId,
  trackId,
  createdByPerson,
  phase,
  start,
}: PublishedRelease): { reason: RefusalReason; detail: string } | null {
  if (!createdByPerson)
    return {
      reason: 'not-allowed',
      detail: `${releaseId} is the release of ${trackId}, and has started with it`,
    };
  if (phase === 'ending')
    return { reason: 'late', detail: `${releaseId} has ended, or is being withdrawn` };
  if (phase === 'cancelling') return { reason: 'late', detail: `${releaseId} is being cancelled` };
  switch (start) {
    case 'waiting':
      return null;
    case 'due':
      return { reason: 'twice', detail: `${releaseId} was already requested, or is due` };
    case 'started':
      return { reason: 'late', detail: `${releaseId} has already started` };
  }
}
