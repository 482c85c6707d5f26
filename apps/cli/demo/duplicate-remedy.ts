import type { TrackView } from '@fermata/contracts/http';

/** The remedy if the shop rejected the track as a duplicate, else null. */
export function duplicateRemedy({
  stage,
  brief,
  detail,
}: Pick<TrackView, 'stage' | 'brief' | 'detail'>): string | null {
  if (stage !== 'archived' || detail === null || !/\bduplicate\b/.test(detail)) return null;
  return brief.seed === undefined
    ? 'The shop already sells this sound: give another --seed or another --brief.'
    : `The shop already sells this sound, as --seed ${brief.seed} makes the same music each time: ` +
        `leave out --seed or give another one.`;
}
