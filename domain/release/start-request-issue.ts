import type { RefusalReason } from '@fermata/contracts/values';
import type { ReleasePhase } from './release-cancellation.ts';

interface WaitingRelease {
  readonly releaseId: string;
  readonly trackId: string;
  readonly createdByPerson: boolean;
  readonly phase: ReleasePhase;
  /** `due`: its date has come or it was requested, and it starts once nothing keeps it. */
  readonly start: 'waiting' | 'due' | 'started';
  /** Why one of its recordings can no longer be released. Absent: unknown here, so that its start decides. */
  readonly unreleasable?: string | null;
}

/** Why a person cannot start the release now, or null. */
export function startRequestIssue({
  releaseId,
  trackId,
  createdByPerson,
  phase,
  start,
  unreleasable = null,
}: WaitingRelease): { reason: RefusalReason; detail: string } | null {
  if (!createdByPerson)
    return {
      reason: 'not-allowed',
      detail: `${releaseId} is the release of ${trackId}, and starts with it`,
    };
  if (phase === 'ending')
    return { reason: 'late', detail: `${releaseId} has ended, or is being withdrawn` };
  if (phase === 'cancelling') return { reason: 'late', detail: `${releaseId} is being cancelled` };
  switch (start) {
    case 'waiting':
      return unreleasable === null ? null : { reason: 'not-allowed', detail: unreleasable };
    case 'due':
      return { reason: 'twice', detail: `${releaseId} was already requested, or is due` };
    case 'started':
      return { reason: 'late', detail: `${releaseId} has already started` };
  }
}
