import { duration, oneLine, relative } from '@fermata/clients/words';
import type { TrackView } from '@fermata/contracts/http';
import { STAGE_LABELS } from '@fermata/contracts/values';

/** Stage and percent, and the time left or the wait: `Mastering the mix · 62 %`, `about 8 s left`. */
export function progressLine(
  track: TrackView,
  secondsLeft: number | null,
  now = Date.now(),
): [doing: string, more: string] {
  const waits = describeWait(track, now);
  const doing = waits === null ? oneLine(track.now).replace(/\.$/, '') : STAGE_LABELS[track.stage];
  return [
    `${doing} · ${Math.round(track.percent)} %`,
    waits ?? (secondsLeft === null ? '' : `about ${duration(secondsLeft)} left`),
  ];
}

/** Their length depends on people, so the pace ignores them. */
export const isWaitingForPeople = ({ held, stage }: TrackView): boolean =>
  held || stage === 'review' || stage === 'picking';

/** The wait of the track; null while it works. */
function describeWait(
  { held, stage, review, allowedActions }: TrackView,
  now = Date.now(),
): string | null {
  if (held) return 'held: waits for "fermata track resume"';
  if (stage === 'picking' && allowedActions.includes('pick'))
    return 'waits for "fermata track pick"';
  if (stage === 'review' && review?.state === 'open') {
    const reviewers =
      review.terms.reviewers.length > 0 ? review.terms.reviewers.join(', ') : 'any reviewer';
    return `waits for ${reviewers}, expires ${relative(review.expiresAt, now)}`;
  }
  if (stage === 'review' && review?.state === 'grace' && review.effectiveAt !== null)
    return `takes effect ${relative(review.effectiveAt, now)}, can be undone until then`;
  return null;
}
