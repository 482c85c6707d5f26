import type { RefusalReason } from '@fermata/contracts/values';

/** `kept`: on sale for good; `ending`: withdrawn by its terms, or ended. */
export type ReleasePhase = 'open' | 'cancelling' | 'kept' | 'ending';

/** As the catalogue knows it. A cancellation that runs is known to the workflow only. */
export const phaseOf = ({
  keptAt,
  endedAt,
}: {
  readonly keptAt: string | null;
  readonly endedAt: string | null;
}): ReleasePhase => (keptAt !== null ? 'kept' : endedAt !== null ? 'ending' : 'open');

/** Why a person cannot cancel the release now, or null. */
export function cancellationIssue(
  {
    releaseId,
    trackId,
    createdByPerson,
  }: { readonly releaseId: string; readonly trackId: string; readonly createdByPerson: boolean },
  phase: ReleasePhase,
): { reason: RefusalReason; detail: string } | null {
  if (!createdByPerson)
    return {
      reason: 'not-allowed',
      detail: `${releaseId} is the release of ${trackId}: cancel the track`,
    };
  switch (phase) {
    case 'open':
      return null;
    case 'cancelling':
      return { reason: 'twice', detail: `${releaseId} is being cancelled` };
    case 'kept':
      return { reason: 'late', detail: `${releaseId} is on sale: only a withdrawal takes it down` };
    case 'ending':
      return { reason: 'late', detail: `${releaseId} has ended, or is being withdrawn` };
  }
}
