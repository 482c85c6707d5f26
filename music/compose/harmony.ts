import type { Key } from '@fermata/contracts';
import { Chord, Note, Progression, Scale } from 'tonal';
import type { StyleNotes } from '../styles/style-notes.ts';
import type { Form } from './fit-form.ts';
import type { Random } from './random.ts';

export interface Harmony {
  /** Chord symbols, one a bar; the last is the final chord. */
  readonly chords: readonly string[];
  /** Pitch classes 0 to 11 of the scale, from the tonic. */
  readonly scale: readonly number[];
}

/** A loop for each kind of section, a cadence before the final chord. */
export function harmonise(book: StyleNotes, key: Key, form: Form, random: Random): Harmony {
  const loops = book.loops[key.mode];
  const home = random.pick(loops);
  const others = loops.filter((loop) => loop !== home);
  const away = random.pick(others.length > 0 ? others : loops);
  const [turn, close] = book.cadence[key.mode];
  const numerals: string[] = [];
  for (const section of form.sections) {
    const loop = section.name === 'variation' || section.name === 'bridge' ? away : home;
    for (let bar = 0; bar < section.bars; bar++) numerals.push(section.name === 'ending' ? close : (loop[bar % loop.length] ?? close));
  }
  if (numerals.length > 2) numerals[numerals.length - 2] = turn;
  return { chords: Progression.fromRomanNumerals(key.tonic, numerals).map(simple), scale: scaleOf(key) };
}

const classes = (names: readonly string[]): number[] => names.map((name) => Note.chroma(name) ?? 0);
const scaleOf = (key: Key): number[] => classes(Scale.get(`${key.tonic} ${key.mode}`).notes);

/** "Cbmaj7" is right and nobody reads it: "Bmaj7". */
function simple(symbol: string): string {
  const { tonic } = Chord.get(symbol);
  if (!tonic) throw new RangeError(`"${symbol}" is no chord`);
  return Note.simplify(tonic) + symbol.slice(tonic.length);
}

/** Pitch classes of a chord, root first. */
export function chordClasses(symbol: string): number[] {
  return classes(Chord.get(symbol).notes);
}

/** Five notes of the scale that never rub: without the fourth and seventh of major kinds, the second and sixth of minor kinds. */
export function pentatonicOf(scale: readonly number[]): number[] {
  const minor = ((scale[2] ?? 0) - (scale[0] ?? 0) + 12) % 12 === 3;
  const drop = minor ? [1, 5] : [3, 6];
  return scale.filter((_, degree) => !drop.includes(degree));
}
