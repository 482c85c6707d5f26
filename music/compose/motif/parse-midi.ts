import { damagedMidi } from './damaged-midi.ts';
import { tagAt, trackChunks, unwrapRiff } from './midi-chunks.ts';
import { TrackReader } from './track-reader.ts';

/** The events that a melody needs; all others are skipped. Times in ticks from the start. */
export type MidiEvent =
  | {
      readonly type: 'on';
      readonly tick: number;
      readonly channel: number;
      readonly midi: number;
      readonly velocity: number;
    }
  | {
      readonly type: 'off';
      readonly tick: number;
      readonly channel: number;
      readonly midi: number;
    }
  | { readonly type: 'all-off'; readonly tick: number; readonly channel: number }
  | { readonly type: 'tempo'; readonly tick: number; readonly microsecondsPerBeat: number }
  | {
      readonly type: 'metre';
      readonly tick: number;
      readonly numerator: number;
      readonly denominator: number;
    };

export interface MidiTrack {
  readonly events: readonly MidiEvent[];
  readonly endTick: number;
}

/** `format` 2: each track is a piece of its own. `remarks`: what a person should know of the file. */
export interface MidiFile {
  readonly format: 0 | 1 | 2;
  readonly ticksPerBeat: number;
  readonly tracks: readonly MidiTrack[];
  readonly remarks: readonly string[];
}

const META = { endOfTrack: 0x2f, tempo: 0x51, timeSignature: 0x58 } as const;
/** Controllers that end all notes of a channel: all sound off, all notes off, and the mode changes. */
const isAllOff = (controller: number): boolean => controller === 120 || controller >= 123;
/** Data bytes of the system common messages F1 to F6, which belong on a cable and not in a file. */
const COMMON_DATA_BYTES: Readonly<Record<number, number>> = { 0xf1: 1, 0xf2: 2, 0xf3: 1 };
/** The largest exponent of a time signature's denominator: 128th notes. */
const MAX_DENOMINATOR_POWER = 7;

/**
 * Parses a Standard MIDI File, also one wrapped in RIFF. Our own reader, because the packages do not pass
 * our cases: midi-file stops at foreign chunks, trusts the header's track count and accepts files that
 * are cut short; jzz-midi-smf needs native MIDI drivers. Throws a RangeError with the reason.
 */
export function parseMidi(bytes: Uint8Array): MidiFile {
  const file = unwrapRiff(bytes);
  if (tagAt(file, 0) !== 'MThd')
    throw new RangeError('the file is not a Standard MIDI File: it does not begin with "MThd"');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerBytes = file.length < 14 ? 0 : view.getUint32(4);
  if (headerBytes < 6 || 8 + headerBytes > file.length)
    throw damagedMidi('its header is cut short');
  const format = view.getUint16(8);
  if (format !== 0 && format !== 1 && format !== 2)
    throw new RangeError(`the MIDI file has format ${format}; only formats 0, 1 and 2 exist`);
  const statedTracks = view.getUint16(10);
  const division = view.getUint16(12);
  if (division >= 0x8000)
    throw new RangeError('the MIDI file uses SMPTE time; only files timed in beats are supported');
  if (division === 0) throw damagedMidi('its header states 0 ticks a quarter note');
  const chunks = trackChunks(file, view, 8 + headerBytes, statedTracks);
  return {
    format,
    ticksPerBeat: division,
    tracks: chunks.map(({ start, end }, index) => parseTrack(file, start, end, index + 1)),
    remarks:
      chunks.length === statedTracks
        ? []
        : [`the header states ${statedTracks} tracks; the file has ${chunks.length}`],
  };
}

function parseTrack(file: Uint8Array, start: number, end: number, number: number): MidiTrack {
  const reader = new TrackReader(file, start, end, number);
  const events: MidiEvent[] = [];
  let tick = 0;
  let status = 0;
  while (!reader.ended) {
    tick += reader.variableLength();
    // A time without an event.
    if (reader.ended) break;
    const first = reader.peek();
    if (first >= 0x80) reader.skip(1);
    if (first === 0xff) {
      const type = reader.byte();
      const data = reader.block('a meta event');
      if (type === META.endOfTrack) break;
      const event = metaEvent(type, data, tick);
      if (event) events.push(event);
    } else if (first === 0xf0 || first === 0xf7) {
      reader.block('a system exclusive message');
    } else if (first >= 0xf0) {
      // Real-time and system common messages: recorders keep what came down the cable.
      for (let i = COMMON_DATA_BYTES[first] ?? 0; i > 0; i--) reader.data();
    } else {
      // The standard ends running status at meta events; many files go on with it.
      if (first >= 0x80) status = first;
      if (status === 0) throw reader.damaged('it has data before any status byte');
      const event = channelEvent(status, reader, tick);
      if (event) events.push(event);
    }
  }
  return { events, endTick: tick };
}

/** Of odd length or value: ignored, as a reader of notes does not need them. */
function metaEvent(type: number, data: Uint8Array, tick: number): MidiEvent | null {
  const [first = 0, second = 0, third = 0] = data;
  if (type === META.tempo && data.length >= 3)
    return { type: 'tempo', tick, microsecondsPerBeat: first * 65_536 + second * 256 + third };
  if (
    type === META.timeSignature &&
    data.length >= 2 &&
    first > 0 &&
    second <= MAX_DENOMINATOR_POWER
  )
    return { type: 'metre', tick, numerator: first, denominator: 2 ** second };
  return null;
}

function channelEvent(status: number, reader: TrackReader, tick: number): MidiEvent | null {
  const [kind, channel] = [status >> 4, status & 15];
  const midi = reader.data();
  // Program changes and channel pressure have one data byte.
  if (kind === 0xc || kind === 0xd) return null;
  const velocity = reader.data();
  if (kind === 0x9 && velocity > 0) return { type: 'on', tick, channel, midi, velocity };
  if (kind === 0x8 || kind === 0x9) return { type: 'off', tick, channel, midi };
  return kind === 0xb && isAllOff(midi) ? { type: 'all-off', tick, channel } : null;
}
