import type { Score, Style } from '@fermata/contracts/values';
import { DRUMS } from './style-notes.ts';
import { STYLE_RECOGNITIONS } from './style-recognitions.ts';

/** The traits of a style that its notes reveal, each 0 to 1. */
export interface StyleTraits {
  /** How late the second of two sixteenths falls: 0 straight, 1 a triplet. */
  readonly swing: number;
  /** How late the second of two eighths falls: 0 straight, 1 a triplet. */
  readonly swungEighths: number;
  /** Share of the beats that carry a kick, in bars that have any. */
  readonly fourOnTheFloor: number;
  /** Bass notes per beat, up to 2. */
  readonly bassDrive: number;
  /** Share of chords with sevenths, ninths or thirteenths. */
  readonly richChords: number;
  /** Share of the kicks that fall between the beats. */
  readonly brokenKicks: number;
  /** Share of all notes that drums play. */
  readonly drumShare: number;
  /**
   * Strikes of the chords per beat, up to 2: 1 and more for a strummed guitar, almost none for a
   * pad.
   */
  readonly chordPace: number;
}

export function measureTraits(score: Score): StyleTraits {
  const beat = 60 / score.tempoBpm;
  const notesOf = (name: string): Score['parts'][number]['notes'] =>
    score.parts.find((part) => part.name === name)?.notes ?? [];
  const beats = Math.max(1, Math.round(score.durationSeconds / beat));

  // A note that slides is no stroke of its own.
  const chords = notesOf('chords').filter(({ slide }) => !slide);

  const late: number[] = [];
  const lateEighths: number[] = [];
  for (const note of [...notesOf('drums'), ...chords]) {
    const place = (note.start / beat) * 4;
    const inPair = place - 2 * Math.floor(place / 2);
    if (inPair > 0.8 && inPair < 1.6) late.push(inPair - 1);
    const inBeat = place / 4 - Math.floor(place / 4);
    if (inBeat > 0.42 && inBeat < 0.72) lateEighths.push(inBeat - 0.5);
  }
  const kicked = notesOf('drums')
    .filter((note) => note.midi === DRUMS.kick || note.midi === DRUMS.bigDrum)
    .map((note) => note.start / beat);
  const kicks = new Set(
    kicked.filter((at) => Math.abs(at - Math.round(at)) < 0.08).map(Math.round),
  );
  const all = score.parts.reduce((sum, part) => sum + part.notes.length, 0);
  const strokes = new Set(chords.map((note) => Math.round((note.start / beat) * 4)));
  const rich = score.chords.filter((chord) => /7|9|13/u.test(chord)).length;
  return {
    swing: lateness(late, 0.33),
    swungEighths: lateness(lateEighths, 0.15),
    fourOnTheFloor: Math.min(1, kicks.size / beats / 0.85),
    bassDrive: Math.min(1, notesOf('bass').length / beats / 2),
    richChords: rich / Math.max(1, score.chords.length),
    brokenKicks:
      kicked.filter((at) => Math.abs(at - Math.round(at)) >= 0.08).length /
      Math.max(1, kicked.length),
    drumShare: notesOf('drums').length / Math.max(1, all),
    chordPace: Math.min(1, strokes.size / beats / 2),
  };
}

/**
 * Mean of the observed lateness as a share of a triplet's; 0 if there are hardly any observations.
 */
const lateness = (late: readonly number[], triplet: number): number =>
  late.length < 4
    ? 0
    : Math.max(0, Math.min(1, late.reduce((sum, x) => sum + x, 0) / late.length / triplet));

const TRAITS = [
  'swing',
  'swungEighths',
  'richChords',
  'fourOnTheFloor',
  'bassDrive',
  'brokenKicks',
  'drumShare',
  'chordPace',
] as const satisfies readonly (keyof StyleTraits)[];

/** How similar the notes are to a style, 0 to 1. */
export const styleLikeness = (style: Style, traits: StyleTraits): number =>
  TRAITS.reduce((sum, trait) => {
    const weight = STYLE_RECOGNITIONS[style].traits[trait] ?? 0;
    return sum + (weight < 0 ? -weight * (1 - traits[trait]) : weight * traits[trait]);
  }, 0);
