import {
  type DeliveryState,
  isFinal,
  type RefusalReason,
  type Stage,
} from '@fermata/contracts/values';

interface ReleasedTrack {
  readonly trackId: string;
  readonly stage: Stage;
  readonly releaseId: string | null;
  readonly releaseOutcome: string | null;
  readonly partners: readonly {
    readonly name: string;
    readonly state: DeliveryState;
    readonly partnerReference: string | null;
  }[];
}

/** Whether the release has ended. Until then it takes back its own deliveries. */
export const releaseEnded = ({
  stage,
  releaseOutcome,
}: Pick<ReleasedTrack, 'stage' | 'releaseOutcome'>): boolean =>
  isFinal(stage) && (releaseOutcome !== null || stage === 'published');

/** Deliveries of an ended release that partners still hold: on sale, or left there by a failed take-back. */
export const remainingDeliveries = (
  track: Pick<ReleasedTrack, 'stage' | 'releaseOutcome' | 'partners'>,
): { partner: string; partnerReference: string }[] =>
  releaseEnded(track)
    ? track.partners.flatMap(({ name, state, partnerReference }) =>
        partnerReference === null || state === 'taken-down'
          ? []
          : [{ partner: name, partnerReference }],
      )
    : [];

export const releaseNotEnded = (trackId: string): string =>
  `only a track whose release has ended can be withdrawn; ${trackId} can be cancelled`;

/** The reason why the track cannot be withdrawn now, or null. */
export function withdrawalIssue(
  track: ReleasedTrack,
): { reason: RefusalReason; detail: string } | null {
  const { trackId, stage, releaseId } = track;
  if (!isFinal(stage))
    return {
      reason: 'not-now',
      detail: releaseNotEnded(trackId),
    };
  if (stage === 'withdrawn') return { reason: 'late', detail: `${trackId} is already withdrawn` };
  if (releaseId === null)
    return { reason: 'late', detail: `${trackId} is ${stage} and was never released` };
  if (!releaseEnded(track))
    return {
      reason: 'not-now',
      detail: `the release of ${trackId} is still being rolled back; retry when it has finished`,
    };
  return remainingDeliveries(track).length > 0
    ? null
    : { reason: 'late', detail: `${trackId} is ${stage}, and no partner holds it` };
}
