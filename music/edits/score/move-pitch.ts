import { Chord, Note as NoteName } from 'tonal';
import type { PartName, Score } from '@fermata/contracts/values';
import { PITCH_CLASSES } from './pitch-classes.ts';

/** Their MIDI notes are pitches; those of the other parts name sounds, effects or bars of a loop. */
const PITCHED: ReadonlySet<PartName> = new Set(['bass', 'chords', 'lead', 'counter', 'pad']);

/** Moves the notes of all pitched parts. A pitch beyond the range of MIDI moves by octaves into it. */
export const movePitches = (score: Score, moved: (midi: number) => number): Score => ({
  ...score,
  parts: score.parts.map((part) =>
    PITCHED.has(part.name)
      ? {
          ...part,
          notes: part.notes.map((note) => ({ ...note, midi: withinMidi(moved(note.midi)) })),
        }
      : part,
  ),
});

const withinMidi = (midi: number): number =>
  midi < 0 ? withinMidi(midi + 12) : midi > 127 ? withinMidi(midi - 12) : midi;

/** The symbol of a chord whose tones are moved: with the same ending if its intervals stay. */
export function movedChord(symbol: string, moved: (midi: number) => number): string {
  const { tonic, notes } = Chord.get(symbol);
  if (!tonic) return symbol;
  const classes = notes.map((name) => moved(60 + (NoteName.chroma(name) ?? 0)) % 12);
  const before = notes.map((name) => NoteName.chroma(name) ?? 0);
  const [root = 0] = classes;
  const name = PITCH_CLASSES[root] ?? tonic;
  const intervals = (all: readonly number[]): string =>
    all.map((pitch) => (pitch - (all[0] ?? 0) + 12) % 12).join();
  if (intervals(classes) === intervals(before)) return name + symbol.slice(tonic.length);
  const found = Chord.detect(classes.map((pitch) => PITCH_CLASSES[pitch] ?? 'C')).find(
    (candidate) => Chord.get(candidate).tonic === name && !candidate.includes('/'),
  );
  const third = ((classes[1] ?? 0) - root + 12) % 12;
  return found ?? `${name}${third === 3 ? 'm' : ''}`;
}
