import type { HarmonyChord } from './harmony.ts';
import type { SectionPen } from './section-pen.ts';
import { voiceChord } from './voicing.ts';

const MARKS: Readonly<Record<string, number>> = { X: 1.1, x: 1, o: 0.7, s: 0.95 };

/** Sustained chords: held over as long as the chord stays, or in a rhythm of their own; or only the root and fifth of the key. */
export function writePad(pen: SectionPen): void {
  const { song, section } = pen;
  const figure = song.pattern('pad', song.book.pads, section);
  if (!figure) return;
  const { harmony, form, book } = song;
  const tonic: HarmonyChord = {
    symbol: 'drone',
    root: harmony.tonic,
    classes: [harmony.tonic, harmony.tonic, (harmony.tonic + 7) % 12],
  };
  const bars = [...pen.bars()];
  let hands: number[] | undefined;
  let at = 0;
  while (at < bars.length) {
    const bar = bars[at];
    if (!bar) break;
    const chord = figure.drone ? tonic : bar.chord;
    let count = 1;
    while (
      at + count < bars.length &&
      (figure.drone ? count < 8 : bars[at + count]?.chord === chord)
    )
      count++;
    const voicing = {
      ...book.padVoicing,
      high: Math.max(
        book.padVoicing.low + 14,
        Math.min(book.padVoicing.high, book.melody.range[0] + 5),
      ),
      ...(figure.drone ? { voices: 3, spread: 'power' as const } : {}),
    };
    hands = voiceChord(chord, hands, voicing, false);
    if (figure.steps === undefined)
      hold(pen, bar.bar, count * form.beatsPerBar, hands, figure.stagger ?? 0);
    else
      for (const each of bars.slice(at, at + count))
        for (const { beat, beats, mark, triplet } of pen.rowAt(
          figure.steps,
          each.inSection,
          figure.drawn,
        )) {
          const loud = MARKS[mark];
          if (loud === undefined) continue;
          for (const midi of hands)
            pen.play({
              bar: each.bar,
              beat,
              beats: mark === 's' ? 0.2 : beats * 0.95,
              midi,
              velocity: loud * (Number.isInteger(beat) ? 1 : 0.88),
              triplet,
            });
        }
    at += count;
  }
}

function hold(
  pen: SectionPen,
  bar: number,
  beats: number,
  hands: readonly number[],
  stagger: number,
): void {
  hands.forEach((midi, i) => {
    const later = Math.min(i * stagger, beats / 2);
    pen.play({
      bar,
      beat: later,
      beats: beats - later - 0.04,
      midi,
      velocity: stagger > 0 ? 1 - 0.06 * i : 1,
      tight: true,
    });
  });
}
