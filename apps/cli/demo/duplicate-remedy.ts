import type { TrackView } from '@fermata/contracts/http';

/** What to do when the shop refused a track as a copy of one that it sells; null when it did not. */
export function duplicateRemedy({
  stage,
  brief,
  detail,
}: Pick<TrackView, 'stage' | 'brief' | 'detail'>): string | null {
  if (stage !== 'archived' || detail === null || !/\bduplicate\b/.test(detail)) return null;
  return brief.seed === undefined
    ? 'The shop sells this sound already: give another --seed or another --brief.'
    : `The shop sells this sound already, as --seed ${brief.seed} makes the same music each time: leave out --seed or give another one.`;
}
