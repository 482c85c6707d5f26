import type { Metre } from '@fermata/contracts/values';
import type { TextReading, WishContent } from './reading/wish.ts';

/** Seconds of a bar. */
export function barSeconds({ tempoBpm, metre }: { tempoBpm: number; metre: Metre }): number {
  const [beats = 4, value = 4] = metre.split('/').map(Number);
  return (beats * (4 / value) * 60) / tempoBpm;
}

/** The places of a text that count bars, in seconds of a piece with this tempo and metre. */
export function barsInSeconds(
  reading: TextReading,
  piece: { tempoBpm: number; metre: Metre },
): TextReading {
  const seconds = (bars: number): number => Math.round(bars * barSeconds(piece) * 100) / 100;
  const convert = (content: WishContent): WishContent => {
    if (content.kind === 'cue' && content.inBars === true)
      return { kind: 'cue', second: seconds(content.second), event: content.event };
    if (content.kind === 'fade' && content.inBars === true) {
      const { seconds: length, fromSecond } = content;
      return {
        kind: 'fade',
        ...(length === undefined ? {} : { seconds: seconds(length) }),
        ...(fromSecond === undefined ? {} : { fromSecond: seconds(fromSecond) }),
      };
    }
    if (content.kind !== 'presence' || content.scope.inBars !== true) return content;
    const { fromSecond, toSecond } = content.scope;
    return {
      ...content,
      scope: {
        fromSecond: seconds(fromSecond),
        toSecond: toSecond === null ? null : seconds(toSecond),
      },
    };
  };
  return {
    ...reading,
    wishes: reading.wishes.map((wish) => ({ ...wish, contents: wish.contents.map(convert) })),
  };
}
