import { type MidiFile, type MidiTrack, parseMidi } from './parse-midi.ts';

/** A MIDI note; times in quarter notes from the start of the file. */
export interface MidiNote {
  readonly track: number;
  readonly channel: number;
  readonly beat: number;
  readonly beats: number;
  readonly midi: number;
  readonly velocity: number;
}

/** A metre that holds from `beat` on, where its first bar starts. */
export interface MidiMetre {
  readonly beat: number;
  /** Quarter notes a bar. */
  readonly beatsPerBar: number;
}

/** `tempoBpm`: null for a tempo that no music has, such as 0 microseconds a beat. */
interface MidiTempo {
  readonly beat: number;
  readonly tempoBpm: number | null;
}

export interface MidiTimeline {
  readonly metres: readonly MidiMetre[];
  readonly tempos: readonly MidiTempo[];
}

export interface MidiContent {
  readonly notes: readonly MidiNote[];
  /** Metres and tempos that hold for a track. */
  readonly timelineOf: (track: number) => MidiTimeline;
  readonly remarks: readonly string[];
}

/** Size limit of a MIDI file; a melody is far smaller. */
const MAX_BYTES = 1_048_576;
/** Without a time signature or tempo, the standard has 4/4 at 120 beats a minute. */
const DEFAULT_METRE: MidiMetre = { beat: 0, beatsPerBar: 4 };
const DEFAULT_TEMPO: MidiTempo = { beat: 0, tempoBpm: 120 };
const TEMPO_BPM = { min: 5, max: 1000 } as const;
/** A note this many beats early still belongs to the bar, metre and tempo that follow. */
const EARLY_BEATS = 0.06;

/**
 * Reads the notes of a Standard MIDI File, sorted by time. Throws a RangeError if the file is not
 * one or cannot be counted in beats.
 */
export function readMidi(bytes: Uint8Array): MidiContent {
  if (bytes.length > MAX_BYTES)
    throw new RangeError(`the MIDI file has ${bytes.length} bytes; the limit is ${MAX_BYTES}`);
  const file = parseMidi(bytes);
  const shared = file.format === 2 ? null : timeline(file.tracks, file.ticksPerBeat);
  return {
    notes: file.tracks
      .flatMap((track, index) => notesOf(track, index, file.ticksPerBeat))
      .sort((a, b) => a.beat - b.beat || a.track - b.track || a.midi - b.midi),
    timelineOf: (track) =>
      shared ?? timeline(file.tracks.slice(track, track + 1), file.ticksPerBeat),
    remarks: file.remarks,
  };
}

/** The tempo at a beat. */
export const tempoAt = ({ tempos }: MidiTimeline, beat: number): number | null =>
  lastUntil(tempos, beat)?.tempoBpm ?? null;

/**
 * The metre of the bar at a beat. A metre that does not last one bar of the next, such as that of a
 * pickup, gives way to the next.
 */
export function metreAt({ metres }: MidiTimeline, beat: number): MidiMetre {
  let index = metres.findLastIndex((metre) => metre.beat <= beat + EARLY_BEATS);
  for (;;) {
    const [metre, next] = [metres[index], metres[index + 1]];
    if (!metre) return DEFAULT_METRE;
    if (!next || next.beat - metre.beat >= next.beatsPerBar - EARLY_BEATS) return metre;
    index += 1;
  }
}

const lastUntil = <T extends { readonly beat: number }>(
  changes: readonly T[],
  beat: number,
): T | undefined => changes.findLast((change) => change.beat <= beat + EARLY_BEATS);

function timeline(tracks: MidiFile['tracks'], ticksPerBeat: number): MidiTimeline {
  const events = tracks
    .flatMap(({ events: of }) => of.filter(({ type }) => type === 'metre' || type === 'tempo'))
    .sort((a, b) => a.tick - b.tick);
  const metres: MidiMetre[] = [DEFAULT_METRE];
  const tempos: MidiTempo[] = [DEFAULT_TEMPO];
  for (const event of events) {
    const beat = event.tick / ticksPerBeat;
    if (event.type === 'metre') {
      const beatsPerBar = (event.numerator * 4) / event.denominator;
      // At the same time the last one holds. The same metre again does not start a new bar.
      if (metres.at(-1)?.beat === beat) metres.pop();
      if (metres.at(-1)?.beatsPerBar !== beatsPerBar) metres.push({ beat, beatsPerBar });
    } else if (event.type === 'tempo') {
      const bpm = 60_000_000 / event.microsecondsPerBeat;
      const usable = bpm >= TEMPO_BPM.min && bpm <= TEMPO_BPM.max;
      tempos.push({ beat, tempoBpm: usable ? bpm : null });
    }
  }
  return { metres, tempos };
}

/** A note without an end lasts until its channel's notes are ended, or to the end of the track. */
function notesOf({ events, endTick }: MidiTrack, track: number, ticksPerBeat: number): MidiNote[] {
  // Open notes of each pitch in order of onset, and how many have ended: a file may have tens of
  // thousands at once.
  const sounding = new Map<number, { readonly began: Began[]; ended: number }>();
  const notes: MidiNote[] = [];
  const endNext = (key: number, tick: number): boolean => {
    const open = sounding.get(key);
    const first = open?.began[open.ended];
    if (!open || !first) return false;
    open.ended += 1;
    notes.push({
      track,
      channel: key >> 7,
      beat: first.tick / ticksPerBeat,
      beats: (tick - first.tick) / ticksPerBeat,
      midi: key & 127,
      velocity: first.velocity,
    });
    return true;
  };
  const endAll = (channel: number | null, tick: number): void => {
    for (const key of sounding.keys())
      if (channel === null || key >> 7 === channel) {
        while (endNext(key, tick));
        sounding.delete(key);
      }
  };
  for (const event of events) {
    if (event.type === 'on') {
      const key = (event.channel << 7) | event.midi;
      const open = sounding.get(key) ?? { began: [], ended: 0 };
      sounding.set(key, open);
      open.began.push({ tick: event.tick, velocity: event.velocity });
    } else if (event.type === 'off') endNext((event.channel << 7) | event.midi, event.tick);
    else if (event.type === 'all-off') endAll(event.channel, event.tick);
  }
  endAll(null, endTick);
  return notes;
}

interface Began {
  readonly tick: number;
  readonly velocity: number;
}
