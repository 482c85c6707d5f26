import { bearsTonic, type Harmony, type HarmonyChord, isMinorThird } from '../song/harmony.ts';
import type { PartWriter } from './part-writer.ts';
import { voiceChord } from './voicing.ts';

const MARKS: Readonly<Record<string, number>> = { X: 1.1, x: 1, o: 0.7, s: 0.95 };

/**
 * Sustained chords: held while the chord lasts, in a rhythm of their own, or only the root and
 * fifth of the key.
 */
export function writePad(writer: PartWriter): void {
  const { song, section } = writer;
  const figure = song.pattern('pad', song.style.pads, section);
  if (!figure) return;
  const { harmony, form, style } = song;
  const tonic: HarmonyChord = {
    symbol: 'drone',
    root: harmony.tonic,
    classes: [harmony.tonic, harmony.tonic, (harmony.tonic + 7) % 12],
  };
  const bars = [...writer.bars()];
  let hands: number[] | undefined;
  let at = 0;
  while (at < bars.length) {
    const bar = bars[at];
    if (!bar) break;
    let count = 1;
    while (
      at + count < bars.length &&
      (figure.drone ? count < 8 : bars[at + count]?.chord === bar.chord)
    )
      count++;
    const chord = figure.drone ? tonic : harmony.modal ? inMode(bar.chord, harmony) : bar.chord;
    const voicing = {
      ...style.padVoicing,
      high: Math.max(
        style.padVoicing.low + 14,
        Math.min(style.padVoicing.high, style.melody.range[0] + 5),
      ),
      ...(figure.drone ? { voices: 3, spread: 'power' as const } : {}),
    };
    hands = voiceChord(chord, hands, voicing, false);
    if (figure.steps === undefined)
      hold(writer, bar.bar, count * form.beatsPerBar, hands, figure.stagger ?? 0);
    else
      for (const each of bars.slice(at, at + count))
        for (const { beat, beats, mark, triplet } of writer.rowAt(
          figure.steps,
          each.inSection,
          figure.drawn,
        )) {
          const loud = MARKS[mark];
          if (loud === undefined) continue;
          for (const midi of hands)
            writer.play({
              bar: each.bar,
              beat,
              beats: mark === 's' ? 0.2 : beats * 0.95,
              midi,
              velocity: loud * (song.isOnBeat(beat) ? 1 : 0.88),
              triplet,
            });
        }
    at += count;
  }
}

/**
 * A triad of a mode with the tonic in place of its fifth, if it bears the tonic. The dorian fourth degree,
 * which has it, gets its seventh instead: the minor third of the key.
 */
function inMode(chord: HarmonyChord, { tonic, scale }: Harmony): HarmonyChord {
  const [root = tonic, third = tonic, fifth = tonic, ...more] = chord.classes;
  const isFourth = (root - tonic + 12) % 12 === 5 && (third - root + 12) % 12 === 4;
  const keyThird = scale[2] ?? tonic;
  const added = isFourth && isMinorThird(tonic, keyThird) ? keyThird : tonic;
  return more.length > 0 || fifth === added || third === added || !bearsTonic(chord, tonic)
    ? chord
    : { ...chord, classes: [root, third, added] };
}

function hold(
  writer: PartWriter,
  bar: number,
  beats: number,
  hands: readonly number[],
  stagger: number,
): void {
  hands.forEach((midi, i) => {
    const later = Math.min(i * stagger, beats / 2);
    writer.play({
      bar,
      beat: later,
      beats: beats - later - 0.04,
      midi,
      velocity: stagger > 0 ? 1 - 0.06 * i : 1,
      tight: true,
    });
  });
}
