import { type MidiData, type MidiEvent, parseMidi } from 'midi-file';

/** A MIDI note; times in quarter notes from the start of the file. */
export interface MidiNote {
  readonly track: number;
  readonly channel: number;
  readonly beat: number;
  readonly beats: number;
  readonly midi: number;
  readonly velocity: number;
}
export interface MidiContent {
  readonly tempoBpm: number;
  readonly beatsPerBar: number;
  readonly notes: readonly MidiNote[];
}

/** Size limit of a MIDI file; a melody is far smaller. */
const MAX_BYTES = 1_048_576;

/**
 * Reads the notes of a Standard MIDI File, sorted by time. Throws a RangeError if the file is not
 * one or cannot be counted in beats.
 */
export function readMidi(file: Uint8Array): MidiContent {
  if (file.length > MAX_BYTES)
    throw new RangeError(`the MIDI file has ${file.length} bytes; the limit is ${MAX_BYTES}`);
  const { header, tracks } = parse(file);
  const ticks = header.ticksPerBeat;
  if (!ticks)
    throw new RangeError('the MIDI file uses SMPTE time; only files timed in beats are supported');
  const signature = tracks.flat().find((event) => event.type === 'timeSignature');
  const beatsPerBar =
    signature?.type === 'timeSignature' ? (signature.numerator * 4) / signature.denominator : 4;
  if (!Number.isInteger(beatsPerBar) || beatsPerBar < 2 || beatsPerBar > 12)
    throw new RangeError(
      `the MIDI file has ${beatsPerBar} quarter notes a bar; only whole numbers from 2 to 12 are supported`,
    );
  const tempo = tracks.flat().find((event) => event.type === 'setTempo');
  const notes = tracks
    .flatMap((events, track) => notesOf(events, track, ticks))
    .sort((a, b) => a.beat - b.beat || a.track - b.track || a.midi - b.midi);
  return {
    tempoBpm: tempo?.type === 'setTempo' ? 60_000_000 / tempo.microsecondsPerBeat : 120,
    beatsPerBar,
    notes,
  };
}

function parse(file: Uint8Array): MidiData {
  if (file[0] !== 0x4d || file[1] !== 0x54 || file[2] !== 0x68 || file[3] !== 0x64)
    throw new RangeError('the file is not a Standard MIDI File: it does not begin with "MThd"');
  try {
    return parseMidi(file);
  } catch {
    throw new RangeError('the MIDI file is damaged: it ends unexpectedly');
  }
}

function notesOf(events: readonly MidiEvent[], track: number, ticks: number): MidiNote[] {
  // Open notes of each pitch in order of onset, and how many have ended: a file may have tens of
  // thousands at once.
  const sounding = new Map<
    string,
    { readonly began: { tick: number; velocity: number }[]; ended: number }
  >();
  const notes: MidiNote[] = [];
  let tick = 0;
  for (const event of events) {
    tick += event.deltaTime;
    if (
      (event.type !== 'noteOn' && event.type !== 'noteOff') ||
      event.noteNumber > 127 ||
      event.velocity > 127
    )
      continue;
    const key = `${event.channel}/${event.noteNumber}`;
    const open = sounding.get(key) ?? { began: [], ended: 0 };
    sounding.set(key, open);
    if (event.type === 'noteOn' && event.velocity > 0)
      open.began.push({ tick, velocity: event.velocity });
    else {
      const first = open.began[open.ended];
      if (first) open.ended += 1;
      if (first && tick > first.tick)
        notes.push({
          track,
          channel: event.channel,
          beat: first.tick / ticks,
          beats: (tick - first.tick) / ticks,
          midi: event.noteNumber,
          velocity: first.velocity,
        });
    }
  }
  return notes;
}
