import type { FoundTime } from './find-times.ts';
import { hasKind, type Item, meaningOf } from './item.ts';
import type { WishContent } from './wish.ts';

/** Words between a fade and its time: "fades out very slowly over the last 10 seconds". */
const MOST_BETWEEN = 4;
const MARK = /[.,;!?\n]/u;

export interface FoundFade {
  readonly at: number;
  readonly content: Extract<WishContent, { kind: 'fade' }>;
}

/** The fade to which a time belongs: "fades out over 10 seconds", "a 10 second fade-out", "fades out from 0:50". */
export function fadeAt(items: readonly Item[], time: FoundTime): FoundFade | undefined {
  const { place, seconds, inBars } = time;
  if (place === 'first' || place === 'until') return undefined;
  const next = items[time.to];
  const at = isFade(next) && !MARK.test(next?.gap ?? '') ? time.to : fadeBefore(items, time.from);
  if (at === undefined) return undefined;
  const isBeginning = place === 'from' || place === 'at' || place === 'after';
  return {
    at,
    content: {
      kind: 'fade',
      ...(isBeginning ? { fromSecond: seconds } : { seconds }),
      ...(inBars ? { inBars } : {}),
    },
  };
}

export const isFade = (item: Item | undefined): boolean =>
  meaningOf(item, 'ending')?.ending === 'fade';

/** Without a word for a time in between, "fade out 30 seconds" may be a length. */
function fadeBefore(items: readonly Item[], from: number): number | undefined {
  const isPlaced = hasKind(items[from], 'time');
  for (let at = from - 1; at >= Math.max(0, from - 1 - MOST_BETWEEN); at--) {
    const item = items[at];
    if (!item || MARK.test(items[at + 1]?.gap ?? '')) return undefined;
    if (isFade(item)) return isPlaced || at < from - 1 ? at : undefined;
    const isJoint = hasKind(item, 'but') || hasKind(item, 'and');
    if (isJoint || !(hasKind(item, 'plain') || isManner(item))) return undefined;
  }
  return undefined;
}

/** "slowly", "gradually" beside a fade speak of the fade. */
export const isManner = (item: Item | undefined): boolean =>
  hasKind(item, 'tempo') || hasKind(item, 'shape');
