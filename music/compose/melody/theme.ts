import type { Random } from '../../signal/random.ts';
import type { Melody } from '../../styles/style-notes.ts';
import type { MetreShape } from '../song/metre-shape.ts';
import type { RowHit } from '../song/read-row.ts';

/**
 * A theme before it is fitted to chords: onsets in beats from its first bar, and pitches in scale
 * steps from its anchor.
 */
export interface Theme {
  readonly bars: number;
  readonly notes: readonly ThemeNote[];
  /**
   * A supplied motif: its degrees count from the tonic, and chords change it as little as possible.
   */
  readonly supplied: boolean;
}
/**
 * `alter`: semitones away from the scale degree. `closes`: the last note of a phrase, on the tonic if the
 * chord has it.
 */
export interface ThemeNote {
  readonly beat: number;
  readonly beats: number;
  readonly degree: number;
  readonly alter: number;
  readonly triplet: boolean;
  readonly closes?: true;
}

/** The longest a note rings unless it is held explicitly, in beats. */
const MAX_NOTE_BEATS = 2.5;
const DRAFTS = 10;

/**
 * Draws ten themes on a rhythm of the style and returns the best. `unlike`: a theme whose contour
 * it should avoid.
 */
export function inventTheme(
  melody: Melody,
  rhythm: readonly (readonly RowHit[])[],
  shape: MetreShape,
  energy: number,
  random: Random,
  unlike?: Theme,
): Theme {
  let best: { theme: Theme; worth: number } | undefined;
  for (let i = 0; i < DRAFTS; i++) {
    const theme = drawTheme(melody, rhythm, shape, energy, random);
    const worth = rateTheme(theme) - (unlike && directionOf(unlike) === directionOf(theme) ? 1 : 0);
    if (!best || worth > best.worth) best = { theme, worth };
  }
  return best?.theme ?? { bars: 1, notes: [], supplied: false };
}

function drawTheme(
  melody: Melody,
  rhythm: readonly (readonly RowHit[])[],
  shape: MetreShape,
  energy: number,
  random: Random,
): Theme {
  const { beatsPerBar, pulses } = shape;
  const all = rhythm.flatMap((hits, bar) =>
    hits
      .filter(({ mark }) => mark !== '.')
      .map((hit) => ({
        ...hit,
        beat: hit.beat + bar * beatsPerBar,
        onBeat: pulses.includes(hit.beat),
      })),
  );
  const weak = all.filter((hit) => hit.onBeat || !random.chance(melody.rest * (1.3 - energy)));
  const hits = weak.length >= Math.min(3, all.length) ? weak : all;
  let degree = 0;
  let leapt = 0;
  const notes = hits.map((hit, i): ThemeNote => {
    if (i > 0) {
      if (leapt !== 0) {
        // After a leap the melody steps back into the gap.
        degree -= Math.sign(leapt);
        leapt = 0;
      } else {
        const leaps = random.chance(melody.leap);
        const move =
          (leaps ? random.pick([2, 3, 4]) : random.pick([0, 1, 1, 1, 1])) *
          (random.chance(degree > 2 ? 0.25 : degree < -2 ? 0.75 : 0.5) ? 1 : -1);
        degree += move;
        leapt = leaps ? move : 0;
      }
    }
    const until = (hits[i + 1]?.beat ?? rhythm.length * beatsPerBar) - hit.beat;
    return {
      beat: hit.beat,
      beats: hit.held
        ? Math.min(until, hit.beats * 0.97)
        : Math.min(until, MAX_NOTE_BEATS) * melody.legato,
      degree,
      alter: 0,
      triplet: hit.triplet,
    };
  });
  return { bars: rhythm.length, notes, supplied: false };
}

const directionOf = ({ notes }: Theme): number =>
  Math.sign((notes.at(-1)?.degree ?? 0) - (notes[0]?.degree ?? 0));

/**
 * Rates a theme: best are a range of a third to a sixth, one or two turns, few repeated notes and a
 * last note unlike the first.
 */
function rateTheme(theme: Theme): number {
  const degrees = theme.notes.map(({ degree }) => degree);
  if (degrees.length < 2) return 0;
  const range = Math.max(...degrees) - Math.min(...degrees);
  const moves = degrees.slice(1).map((degree, i) => degree - (degrees[i] ?? 0));
  const repeats = moves.filter((move) => move === 0).length;
  const turns = moves.filter((move, i) => i > 0 && move * (moves[i - 1] ?? 0) < 0).length;
  return (
    (range >= 2 && range <= 5 ? 2 : range <= 6 && range > 0 ? 1 : 0) +
    (turns >= 1 && turns <= 2 ? 1 : 0) -
    repeats / moves.length -
    (directionOf(theme) === 0 ? 0.4 : 0)
  );
}

type Variation = 'sequence' | 'invert' | 'displace' | 'ornament' | 'tail';

/** A variation of a theme: sequence, inversion, displacement, ornament or another ending. */
export function varyTheme(theme: Theme, beatsPerBar: number, random: Random): Theme {
  const { notes, bars } = theme;
  const first = notes[0]?.degree ?? 0;
  const last = notes.at(-1);
  const kinds: Variation[] = ['sequence', 'sequence', 'invert', 'tail'];
  if (last && last.beat + 0.5 < bars * beatsPerBar && !notes.some(({ triplet }) => triplet))
    kinds.push('displace');
  if (notes.some(({ beats, triplet }) => beats >= 0.9 && !triplet))
    kinds.push('ornament', 'ornament');
  const kind = random.pick(kinds);
  if (kind === 'sequence') {
    const by = random.pick([-2, -1, 1, 2]);
    return { ...theme, notes: notes.map((note) => ({ ...note, degree: note.degree + by })) };
  }
  if (kind === 'invert')
    return {
      ...theme,
      notes: notes.map((note) => ({ ...note, degree: 2 * first - note.degree, alter: 0 })),
    };
  if (kind === 'displace')
    return {
      ...theme,
      notes: notes.map((note) => ({
        ...note,
        beat: note.beat + 0.5,
        beats: Math.min(note.beats, bars * beatsPerBar - note.beat - 0.5),
      })),
    };
  if (kind === 'ornament') {
    const longest = notes.reduce((most, note) =>
      note.beats > most.beats && !note.triplet ? note : most,
    );
    const side = random.chance(0.6) ? 1 : -1;
    return {
      ...theme,
      notes: notes.flatMap((note) =>
        note === longest
          ? [
              { ...note, beats: 0.25 },
              {
                ...note,
                beat: note.beat + 0.25,
                beats: 0.25,
                degree: note.degree + side,
                alter: 0,
              },
              { ...note, beat: note.beat + 0.5, beats: Math.max(0.25, note.beats - 0.5) },
            ]
          : [note],
      ),
    };
  }
  const way = random.chance(0.5) ? 1 : -1;
  const from = Math.ceil(notes.length / 2);
  return {
    ...theme,
    notes: notes.map((note, i) =>
      i < from
        ? note
        : { ...note, degree: (notes[from - 1]?.degree ?? 0) + way * (i - from + 1), alter: 0 },
    ),
  };
}

/**
 * An answer to a theme: its rhythm a beat later if there is room, its contour inverted, starting
 * where the theme ended.
 */
export function answerTheme(theme: Theme, beatsPerBar: number): Theme {
  const first = theme.notes[0]?.degree ?? 0;
  const last = theme.notes.at(-1)?.degree ?? 0;
  const end = theme.bars * beatsPerBar;
  const late = (theme.notes.at(-1)?.beat ?? 0) + 1 < end ? 1 : 0;
  return {
    ...theme,
    notes: theme.notes.map((note) => ({
      ...note,
      beat: note.beat + late,
      beats: Math.min(note.beats, end - note.beat - late),
      degree: last - (note.degree - first),
      alter: 0,
    })),
  };
}
