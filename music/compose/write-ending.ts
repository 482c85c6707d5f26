import { firstOf } from './kit.ts';
import type { SectionPen } from './section-pen.ts';
import { voiceChord } from './voicing.ts';
import { rootIn } from './write-bass.ts';
import { chordVoicing } from './write-chords.ts';

/** Seconds between the notes of a rolled chord, and of one that is struck by hands. */
const ROLL_SECONDS = 0.07;
const HANDS_SECONDS = 0.008;
/** Share of the ending that the last chord is held; the rest is its ring-out. */
const HELD = 0.72;
/** Seconds of a last chord that is hit and left to ring. */
const HIT_SECONDS = 0.4;

/** The last chord of a part, by the style's way to end. */
export function writeEnding(pen: SectionPen): void {
  const { section, song, random } = pen;
  const { book, composition, form, harmony } = song;
  const length = form.endingSeconds;
  const held =
    book.ending === 'hit' ? Math.min(HIT_SECONDS + 0.2 * length, length * HELD) : length * HELD;
  const chord = pen.chordAt(form.bodyBars);
  const write = (midi: number, duration: number, velocity: number, late = 0): void =>
    pen.write({
      start: section.start + late,
      duration: duration - late,
      midi,
      velocity,
      tight: true,
    });
  const last = form.sections.at(-2)?.energy ?? composition.energy;
  if (pen.part === 'drums') {
    const low = firstOf(book, ['kick', 'bigDrum', 'lowTom', 'swirl']);
    const high = firstOf(book, ['crash', 'ride', 'openHat']);
    if (low !== undefined) write(low, 0.4, 0.6 + 0.35 * last);
    if (high !== undefined) write(high, 1.5, 0.3 + 0.45 * last);
  } else if (pen.part === 'bass') write(rootIn(pen, chord.root), held, 0.85);
  else if (pen.part === 'chords') {
    const hands = voiceChord(
      chord,
      undefined,
      chordVoicing(pen),
      composition.parts.includes('bass'),
    );
    hands.forEach((midi, i) =>
      write(
        midi,
        held,
        0.85,
        Math.min(0.3 * length, i * (book.ending === 'roll' ? ROLL_SECONDS : HANDS_SECONDS)),
      ),
    );
  } else if (pen.part === 'pad') {
    for (const midi of voiceChord(
      chord,
      undefined,
      {
        ...book.padVoicing,
        high: Math.max(
          book.padVoicing.low + 14,
          Math.min(book.padVoicing.high, book.melody.range[0] + 5),
        ),
      },
      false,
    ))
      write(midi, length * 0.7, 0.75);
  } else if (pen.part === 'lead') {
    const [low, high] = book.melody.range;
    if (composition.parts.length === 1 || random.chance(0.85))
      write(near(harmony.tonic, Math.round((low + high) / 2)), length * 0.6, 0.75, 0.02);
  } else if (pen.part === 'counter') {
    const [low, high] = book.counter.range;
    write(
      near(chord.classes[1] ?? chord.root, Math.round((low + high) / 2)),
      length * 0.6,
      0.65,
      0.02,
    );
  }
}

/** The note of a pitch class nearest to a wish. */
function near(tone: number, wish: number): number {
  const up = wish + ((((tone - wish) % 12) + 12) % 12);
  return up - wish <= 6 ? up : up - 12;
}
