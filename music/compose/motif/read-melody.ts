import type { Motif, PartName, Score } from '@fermata/contracts/values';
import { placeOnGrid } from './place-on-grid.ts';
import { metreAt, type MidiNote, type MidiTimeline, readMidi, tempoAt } from './read-midi.ts';

export interface MotifOptions {
  /** Number of bars to take, starting with the first that has notes; 4 by default, at most 16. */
  readonly bars?: number;
  /** Track of the file, from 0; by default the one with the highest melody. */
  readonly track?: number;
}

const DEFAULT_BARS = 4;
export const MAX_MOTIF_BARS = 16;
const MAX_NOTES = 256;
/** More notes before the end of the motif are no melody, and would only cost time. */
const MAX_PLACED_NOTES = 4096;
const PERCUSSION = 9;
/** Quarter notes a bar. */
const BEATS_PER_BAR = { min: 2, max: 12 } as const;

/** `tempoBpm`: where the melody starts, null if the file has no usable one. */
export interface MelodyReading {
  readonly motif: Motif;
  readonly tempoBpm: number | null;
  /** Notes for the user about the reading. */
  readonly remarks: readonly string[];
}

/**
 * The melody of a Standard MIDI File: its highest voice, on the grid, from the first bar with
 * notes. A voice is a channel of a track. Throws a RangeError if it has none.
 */
export function readMelody(file: Uint8Array, options: MotifOptions = {}): MelodyReading {
  const { notes, timelineOf, remarks } = readMidi(file);
  if (notes.length === 0) throw new RangeError('the MIDI file has no notes');
  const pitched = notes.filter(({ channel }) => channel !== PERCUSSION);
  if (pitched.length === 0) throw new RangeError('the MIDI file has no notes but drums');
  const tracks = [...new Set(pitched.map(({ track }) => track))];
  if (options.track !== undefined && !tracks.includes(options.track))
    throw new RangeError(
      `track ${options.track} of the MIDI file has no notes; tracks with notes: ${tracks.join(', ')}`,
    );
  const melody = highestVoice(
    options.track === undefined ? pitched : pitched.filter(({ track }) => track === options.track),
  );
  const [first] = melody;
  if (!first) throw new RangeError('the MIDI file has no notes');
  const timeline = timelineOf(first.track);
  const { beat: metreStart, beatsPerBar } = metreAt(timeline, first.beat);
  if (
    !Number.isInteger(beatsPerBar) ||
    beatsPerBar < BEATS_PER_BAR.min ||
    beatsPerBar > BEATS_PER_BAR.max
  )
    throw new RangeError(
      `the MIDI file has ${beatsPerBar} quarter notes a bar; only whole numbers from ` +
        `${BEATS_PER_BAR.min} to ${BEATS_PER_BAR.max} are supported`,
    );
  // A pickup fills the end of a bar that starts before the metre does.
  const pickupBars = Math.max(0, Math.ceil((metreStart - first.beat) / beatsPerBar - 1e-9));
  const from = metreStart - pickupBars * beatsPerBar;
  const reading = motifOf(melody, beatsPerBar, from, options.bars);
  const end = first.beat + reading.motif.bars * beatsPerBar;
  return {
    motif: reading.motif,
    tempoBpm: tempoAt(timeline, first.beat),
    remarks: [
      ...remarks,
      ...metreRemarks(timeline, metreStart, beatsPerBar, end),
      ...reading.remarks,
    ],
  };
}

function metreRemarks(
  { metres }: MidiTimeline,
  start: number,
  beatsPerBar: number,
  end: number,
): string[] {
  const next = metres.find(({ beat }) => beat > start && beat < end);
  return next
    ? [
        `the metre changes to ${next.beatsPerBar} quarter notes a bar; the melody is read in bars of ` +
          `${beatsPerBar}`,
      ]
    : [];
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
  ).motif;
}

/** The voice with the highest melody among those with at least three notes. */
function highestVoice(notes: readonly MidiNote[]): MidiNote[] {
  const voices = new Map<number, MidiNote[]>();
  for (const note of notes) {
    const key = note.track * 16 + note.channel;
    const voice = voices.get(key);
    if (voice) voice.push(note);
    else voices.set(key, [note]);
  }
  const heightOf = (voice: readonly MidiNote[]): number =>
    voice.reduce((sum, { midi }) => sum + midi, 0) / voice.length + (voice.length >= 3 ? 128 : 0);
  return [...voices.values()]
    .map((voice) => ({ voice, height: heightOf(voice) }))
    .reduce((top, one) => (one.height > top.height ? one : top)).voice;
}

type MelodyNote = Pick<MidiNote, 'beat' | 'beats' | 'midi' | 'velocity'>;

/** `notes` not empty; `from`: the beat at which a bar starts, at or before the first note. */
function motifOf(
  notes: readonly MelodyNote[],
  beatsPerBar: number,
  from: number,
  wantedBars = DEFAULT_BARS,
): { readonly motif: Motif; readonly remarks: readonly string[] } {
  if (!Number.isInteger(wantedBars) || wantedBars < 1 || wantedBars > MAX_MOTIF_BARS)
    throw new RangeError(`a motif has 1 to ${MAX_MOTIF_BARS} bars, not ${wantedBars}`);
  const onsets = notes.map(({ beat }) => Math.max(0, beat - from));
  const earliest = onsets.reduce((least, beat) => Math.min(least, beat), Infinity);
  // The grid can move the first note into the next bar.
  const reach = earliest + (wantedBars + 1) * beatsPerBar;
  const near = notes
    .map((note, i) => ({ note, onset: onsets[i] ?? 0 }))
    .filter(({ onset }) => onset < reach)
    .slice(0, MAX_PLACED_NOTES);
  const { places, merged } = placeOnGrid(near.map(({ onset }) => onset));
  const placed = near.flatMap(({ note, onset }) => {
    const place = places.get(onset);
    return place ? [{ ...note, ...place }] : [];
  });
  const first = placed.reduce((least, { beat }) => Math.min(least, beat), Infinity);
  const start = Math.floor(first / beatsPerBar) * beatsPerBar;
  const end = start + wantedBars * beatsPerBar;
  // Of simultaneous notes the highest is the melody.
  const voice = new Map<number, (typeof placed)[number]>();
  for (const note of placed)
    if (note.beat < end && (voice.get(note.beat)?.midi ?? -1) < note.midi)
      voice.set(note.beat, note);
  const melody = [...voice.values()].sort((a, b) => a.beat - b.beat).slice(0, MAX_NOTES);
  const lastBeat = melody.at(-1)?.beat ?? 0;
  const bars = Math.min(wantedBars, barsUntil(lastBeat - start, beatsPerBar));
  const allBars = barsUntil(
    onsets.reduce((last, beat) => Math.max(last, beat), 0) - start,
    beatsPerBar,
  );
  return {
    motif: {
      schema: 'fermata.motif/1',
      beatsPerBar,
      bars,
      notes: melody.map(({ beat, beats, step, midi, velocity }, i) => {
        const until = melody[i + 1]?.beat ?? start + bars * beatsPerBar;
        return {
          beat: round4(beat - start),
          beats: round4(Math.min(Math.max(1, Math.round(beats / step)) * step, until - beat)),
          midi,
          velocity,
        };
      }),
    },
    remarks: [
      ...(allBars > bars ? [`the first ${bars} of ${allBars} bars are used`] : []),
      ...(voice.size > MAX_NOTES ? [`the first ${MAX_NOTES} of ${voice.size} notes are used`] : []),
      ...(merged > 0
        ? [`notes dropped, as they are nearer to another one than a 64th: ${merged}`]
        : []),
    ],
  };
}

const barsUntil = (beats: number, beatsPerBar: number): number =>
  Math.floor(beats / beatsPerBar + 1e-9) + 1;

const round4 = (x: number): number => Math.round(x * 10_000) / 10_000;
