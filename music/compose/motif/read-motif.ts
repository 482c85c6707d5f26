import type { Motif, PartName, Score } from '@fermata/contracts/values';
import { type MidiNote, readMidi } from './read-midi.ts';

export interface MotifOptions {
  /** Number of bars to take, starting with the first that has notes; 4 by default, at most 16. */
  readonly bars?: number;
  /** Track of the file, from 0; by default the one with the highest melody. */
  readonly track?: number;
}

const DEFAULT_BARS = 4;
export const MAX_MOTIF_BARS = 16;
const MAX_NOTES = 256;
const PERCUSSION = 9;
/** Grid divisions of a beat: sixteenths, or triplets if a note is clearly nearer to one. */
const SIXTEENTH = 4;
const TRIPLET = 3;
const TRIPLET_PREFERENCE = 0.6;

/**
 * The melody of a Standard MIDI File: its highest voice, on the grid, from the first bar with
 * notes. Throws a RangeError if it has none.
 */
export function readMotif(file: Uint8Array, options: MotifOptions = {}): Motif {
  const { notes, beatsPerBar } = readMidi(file);
  const pitched = notes.filter(({ channel }) => channel !== PERCUSSION);
  if (pitched.length === 0) throw new RangeError('the MIDI file has no notes but drums');
  const tracks = [...new Set(pitched.map(({ track }) => track))];
  if (options.track !== undefined && !tracks.includes(options.track))
    throw new RangeError(
      `track ${options.track} of the MIDI file has no notes; tracks with notes: ${tracks.join(', ')}`,
    );
  const track = options.track ?? highestTrack(pitched, tracks);
  return motifOf(
    pitched.filter((note) => note.track === track),
    beatsPerBar,
    0,
    options.bars,
  );
}

/**
 * The melody of a score part, on the grid, from the first main section in which it plays. Throws a
 * RangeError if the part has no melody.
 */
export function motifOfPart(
  score: Score,
  part: PartName,
  options: Pick<MotifOptions, 'bars'> = {},
): Motif {
  const scorePart = score.parts.find(({ name }) => name === part);
  if (!scorePart)
    throw new RangeError(
      `the score has no part "${part}"; it has ${score.parts.map(({ name }) => name).join(', ')}`,
    );
  if (part === 'drums' || part === 'fx' || part === 'loop')
    throw new RangeError(`the part "${part}" has no melody`);
  if (scorePart.notes.length === 0) throw new RangeError(`the part "${part}" has no notes`);
  const beat = 60 / score.tempoBpm;
  const notes = scorePart.notes.map((note) => ({
    beat: note.start / beat,
    beats: note.duration / beat,
    midi: note.midi,
    velocity: note.velocity,
  }));
  const mains = score.sections.filter(({ role, name }) => role === 'main' || name === 'main');
  const main = mains.find(({ startBar, bars }) =>
    notes.some(
      (note) =>
        note.beat >= startBar * score.beatsPerBar &&
        note.beat < (startBar + bars) * score.beatsPerBar,
    ),
  );
  const from = (main?.startBar ?? 0) * score.beatsPerBar;
  return motifOf(
    notes.filter((note) => note.beat >= from - 0.05),
    score.beatsPerBar,
    from,
    options.bars,
  );
}

/** The track with the highest melody among those with at least three notes. */
function highestTrack(notes: readonly MidiNote[], tracks: readonly number[]): number {
  const sums = new Map(tracks.map((track) => [track, { notes: 0, midi: 0 }]));
  for (const { track, midi } of notes) {
    const sum = sums.get(track);
    if (sum) [sum.notes, sum.midi] = [sum.notes + 1, sum.midi + midi];
  }
  const heights = [...sums].map(([track, sum]) => ({
    track,
    height: sum.midi / sum.notes + (sum.notes >= 3 ? 128 : 0),
  }));
  return heights.reduce((top, one) => (one.height > top.height ? one : top)).track;
}

type MelodyNote = Pick<MidiNote, 'beat' | 'beats' | 'midi' | 'velocity'>;

function motifOf(
  notes: readonly MelodyNote[],
  beatsPerBar: number,
  from: number,
  wantedBars = DEFAULT_BARS,
): Motif {
  if (!Number.isInteger(wantedBars) || wantedBars < 1 || wantedBars > MAX_MOTIF_BARS)
    throw new RangeError(`a motif has 1 to ${MAX_MOTIF_BARS} bars, not ${wantedBars}`);
  const placed = notes.map((note) => ({ ...note, beat: snapToGrid(note.beat - from) }));
  const first = placed.reduce((least, { beat }) => Math.min(least, beat), Infinity);
  const start = Math.floor(first / beatsPerBar) * beatsPerBar;
  const end = start + wantedBars * beatsPerBar;
  // Of simultaneous notes the highest is the melody.
  const voice = new Map<number, MelodyNote>();
  for (const note of placed)
    if (note.beat < end && (voice.get(note.beat)?.midi ?? -1) < note.midi)
      voice.set(note.beat, note);
  const melody = [...voice.values()].sort((a, b) => a.beat - b.beat).slice(0, MAX_NOTES);
  const last = melody.at(-1)?.beat ?? 0;
  const bars = Math.min(wantedBars, Math.floor((last - start) / beatsPerBar + 1e-9) + 1);
  return {
    schema: 'fermata.motif/1',
    beatsPerBar,
    bars,
    notes: melody.map(({ beat, beats, midi, velocity }, i) => {
      const until = melody[i + 1]?.beat ?? start + bars * beatsPerBar;
      return {
        beat: round3(beat - start),
        beats: round3(
          Math.max(
            1 / SIXTEENTH,
            Math.min(Math.max(1, Math.round(beats * SIXTEENTH)) / SIXTEENTH, until - beat),
          ),
        ),
        midi,
        velocity,
      };
    }),
  };
}

const round3 = (x: number): number => Math.round(x * 1000) / 1000;

function snapToGrid(beat: number): number {
  const straight = Math.round(beat * SIXTEENTH) / SIXTEENTH;
  const triplet = Math.round(beat * TRIPLET) / TRIPLET;
  return round3(
    Math.max(
      0,
      Math.abs(beat - triplet) < TRIPLET_PREFERENCE * Math.abs(beat - straight) &&
        Math.abs(beat - straight) > 0.04
        ? triplet
        : straight,
    ),
  );
}
