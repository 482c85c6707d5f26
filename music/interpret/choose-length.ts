import {
  type Brief,
  DEFAULT_DURATION_SECONDS,
  DURATION_SECONDS,
  type Metre,
} from '@fermata/contracts/values';
import { barSeconds } from './bars-in-seconds.ts';
import { type Choice, choice } from './choice.ts';
import { contentsOf, isExcluded, isWanted, quoteOf, type TextReading } from './reading/wish.ts';

/** Without a length, a piece goes on for this long after its last cue, or this share of the time before it. */
const AFTER_LAST_CUE = { seconds: 12, share: 0.4 } as const;

/** Of the usual length, if a text excludes that one. */
const BESIDE_USUAL = 1.5;

/** The length that a text asks for, in seconds, before the limits. */
export function lengthWish(
  reading: TextReading,
  piece: { tempoBpm: number; metre: Metre },
): { seconds: number; said: string } | undefined {
  const length = contentsOf(reading, 'length').find(isWanted);
  if (length) return { seconds: length.content.seconds, said: quoteOf(reading, length.wish) };
  const bars = contentsOf(reading, 'bars').find(isWanted);
  if (!bars) return undefined;
  return { seconds: bars.content.bars * barSeconds(piece), said: quoteOf(reading, bars.wish) };
}

export const clampSeconds = (seconds: number): number =>
  Math.round(Math.max(DURATION_SECONDS.min, Math.min(DURATION_SECONDS.max, seconds)) * 100) / 100;

/** Only a text or a field has a length; without one it is the usual length, or reaches beyond the last cue. */
export function chooseLength(
  brief: Brief,
  reading: TextReading,
  piece: { tempoBpm: number; metre: Metre },
): Choice<number> {
  const wish = lengthWish(reading, piece);
  if (brief.durationSeconds !== undefined)
    return choice(
      brief.durationSeconds,
      'asked',
      `duration: ${brief.durationSeconds} s, as requested` +
        (wish && Math.abs(wish.seconds - brief.durationSeconds) > 0.5
          ? `; the text says "${wish.said}", the field decides`
          : ''),
    );
  if (wish) {
    const seconds = clampSeconds(wish.seconds);
    return choice(
      seconds,
      'understood',
      `duration: ${seconds} s, because the brief says "${wish.said}"`,
    );
  }
  const last = lastCue(brief, reading);
  const needed = last + Math.max(AFTER_LAST_CUE.seconds, AFTER_LAST_CUE.share * last);
  if (last > 0 && needed > DEFAULT_DURATION_SECONDS) {
    const seconds = clampSeconds(Math.ceil(needed));
    return choice(
      seconds,
      'style-default',
      `duration: ${seconds} s, which reaches beyond the cue at ${last} s`,
    );
  }
  const isUsualExcluded = contentsOf(reading, 'length').some(
    (found) => isExcluded(found) && found.content.seconds === DEFAULT_DURATION_SECONDS,
  );
  if (isUsualExcluded) {
    const seconds = clampSeconds(DEFAULT_DURATION_SECONDS * BESIDE_USUAL);
    return choice(
      seconds,
      'understood',
      `duration: ${seconds} s, because the brief excludes ${DEFAULT_DURATION_SECONDS} s`,
    );
  }
  return choice(
    DEFAULT_DURATION_SECONDS,
    'style-default',
    `duration: ${DEFAULT_DURATION_SECONDS} s, as nothing else is asked for`,
  );
}

function lastCue({ hits = [], energyCurve = [] }: Brief, reading: TextReading): number {
  return Math.max(
    0,
    ...[...hits, ...energyCurve].map(({ second }) => second),
    ...contentsOf(reading, 'cue')
      .filter(isWanted)
      .map(({ content }) => content.second),
    ...contentsOf(reading, 'fade').map(({ content }) => content.fromSecond ?? 0),
    ...contentsOf(reading, 'presence').flatMap(({ content: { scope } }) => [
      Math.max(0, scope.fromSecond),
      scope.toSecond ?? 0,
    ]),
  );
}
