import { type MidiEvent, writeMidi as writeMidiFile } from 'midi-file';
import type { Metre, PartName, Score } from '@fermata/contracts/values';
import { keySignatureOf } from './key-signature.ts';

const TICKS_PER_BEAT = 480;
const TIME_SIGNATURE = 0x58;
/** By how much a note overlaps the one that it slides into, as synthesizers expect it. */
const SLIDE_TICKS = 10;

/** Clocks of 24 to the quarter between the clicks of a metronome; per quarter if not stated. */
const CLOCKS_PER_CLICK: Readonly<Partial<Record<Metre, number>>> = { '6/8': 36, '7/8': 12 };

/** Numerator, denominator as a power of two, clocks per click, eight 32nds to the quarter. */
function timeSignature({ metre, beatsPerBar }: Score): Uint8Array {
  const eighths = metre?.endsWith('/8') ?? false;
  return Uint8Array.of(
    eighths ? 2 * beatsPerBar : beatsPerBar,
    eighths ? 3 : 2,
    (metre && CLOCKS_PER_CLICK[metre]) ?? 24,
    8,
  );
}

/** One part of a score as a Standard MIDI File. Throws if the score has no such part. */
export function writePartMidi(score: Score, part: PartName): Uint8Array {
  const parts = score.parts.filter(({ name }) => name === part);
  if (parts.length === 0)
    throw new RangeError(
      `the score has no part "${part}"; it has ${score.parts.map(({ name }) => name).join(', ')}`,
    );
  return writeMidi({ ...score, parts }, part);
}

/**
 * The score as a Standard MIDI File, format 1: a track with tempo, metre, key and a marker at each
 * section, then one track per part.
 */
export function writeMidi(score: Score, title: string): Uint8Array {
  const ticks = (seconds: number): number =>
    Math.round((seconds * score.tempoBpm * TICKS_PER_BEAT) / 60);
  const end = ticks(score.durationSeconds);
  const { sharps, minor } = keySignatureOf(score.key);
  let marked = 0;
  const markers = score.sections.map(({ name, startBar }): MidiEvent => {
    const deltaTime = startBar * score.beatsPerBar * TICKS_PER_BEAT - marked;
    marked += deltaTime;
    return { deltaTime, meta: true, type: 'marker', text: name };
  });
  const conductor: MidiEvent[] = [
    { deltaTime: 0, meta: true, type: 'trackName', text: title },
    {
      deltaTime: 0,
      meta: true,
      type: 'setTempo',
      microsecondsPerBeat: Math.round(60_000_000 / score.tempoBpm),
    },
    // Written as raw bytes, because the package uses JavaScript's logarithm for it.
    {
      deltaTime: 0,
      meta: true,
      type: 'unknownMeta',
      metatypeByte: TIME_SIGNATURE,
      data: timeSignature(score),
    },
    { deltaTime: 0, meta: true, type: 'keySignature', key: sharps, scale: minor ? 1 : 0 },
    ...markers,
    { deltaTime: Math.max(0, end - marked), meta: true, type: 'endOfTrack' },
  ];
  const tracks = score.parts.map((part): MidiEvent[] => {
    const moves = part.notes.flatMap((note, i) => {
      const on = ticks(note.start);
      const next = part.notes[i + 1];
      const off =
        next?.slide && next.midi !== note.midi
          ? ticks(next.start) + SLIDE_TICKS
          : ticks(note.start + note.duration);
      return [
        {
          tick: on,
          order: 1,
          event: {
            deltaTime: 0,
            type: 'noteOn',
            channel: part.midiChannel,
            noteNumber: note.midi,
            velocity: note.velocity,
          } satisfies MidiEvent,
        },
        {
          tick: Math.max(on + 1, off),
          order: 0,
          event: {
            deltaTime: 0,
            type: 'noteOff',
            channel: part.midiChannel,
            noteNumber: note.midi,
            velocity: 0,
          } satisfies MidiEvent,
        },
      ];
    });
    // Where a note ends as the same pitch starts again, the note-off comes first.
    moves.sort(
      (a, b) => a.tick - b.tick || a.order - b.order || a.event.noteNumber - b.event.noteNumber,
    );
    let now = 0;
    const timed = moves.map(({ tick, event }) => {
      const deltaTime = tick - now;
      now = tick;
      return { ...event, deltaTime };
    });
    return [
      { deltaTime: 0, meta: true, type: 'trackName', text: `${part.name} (${part.instrument})` },
      {
        deltaTime: 0,
        type: 'programChange',
        channel: part.midiChannel,
        programNumber: part.midiProgram,
      },
      ...timed,
      { deltaTime: Math.max(0, end - now), meta: true, type: 'endOfTrack' },
    ];
  });
  return Uint8Array.from(
    writeMidiFile({
      header: { format: 1, numTracks: tracks.length + 1, ticksPerBeat: TICKS_PER_BEAT },
      tracks: [conductor, ...tracks],
    }),
  );
}
