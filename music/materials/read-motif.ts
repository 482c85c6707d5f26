import { canonicalJson, type MaterialUnderstood, Motif, type PartName, type Score } from '@fermata/contracts';
import { type MidiData, type MidiEvent, parseMidi } from 'midi-file';
import { guessKey } from './guess-key.ts';
import { MaterialFault } from './material-fault.ts';

export const MOTIF_LIMITS = { bars: 16, notes: 256, midiBytes: 256 * 1024 } as const;
/** A part of a version gives as many bars of its main section: enough to be known again. */
const PART_BARS = 8;
const DRUM_CHANNEL = 9;
const SMALLEST_BEATS = 1 / 64;

export interface ReadMotif { readonly motif: Motif; readonly understood: MaterialUnderstood }

/** A motif as it is stored and hashed: canonical JSON in UTF-8. */
export const motifBytes = (motif: Motif): Uint8Array => new TextEncoder().encode(canonicalJson(motif));

interface BeatNote { readonly beat: number; readonly beats: number; readonly midi: number; readonly velocity: number }

/** The melody of a Standard MIDI File: its first track with notes that are no drums, from the bar of the first note on, at most 16 bars. Throws MaterialFault. */
export function readMidiMotif(bytes: Uint8Array): ReadMotif {
  if (bytes.byteLength > MOTIF_LIMITS.midiBytes) throw new MaterialFault(`a MIDI file may have at most ${MOTIF_LIMITS.midiBytes / 1024} kB`);
  const midi = parsed(bytes);
  const { ticksPerBeat } = midi.header;
  if (ticksPerBeat === undefined || ticksPerBeat <= 0) throw new MaterialFault('the MIDI file counts in frames, not in beats (SMPTE time); save it with ticks per beat');
  const heads = midi.tracks.flat();
  const meter = heads.find((event) => event.type === 'timeSignature');
  const beatsPerBar = meter ? (meter.numerator * 4) / meter.denominator : 4;
  if (!Number.isInteger(beatsPerBar) || beatsPerBar < 2 || beatsPerBar > 12) throw new MaterialFault(`a bar of the MIDI file has ${beatsPerBar} quarter notes; allowed are whole numbers from 2 to 12`);
  const notes = midi.tracks.map((track) => melodicNotes(track, ticksPerBeat)).find((found) => found.length > 0);
  if (!notes) throw new MaterialFault('the MIDI file has no notes but drums');
  const tempo = heads.find((event) => event.type === 'setTempo');
  const motif = motifOf(notes, beatsPerBar, MOTIF_LIMITS.bars);
  const tempoBpm = tempo ? Math.round((60_000_000 / tempo.microsecondsPerBeat) * 100) / 100 : null;
  return { motif, understood: { bars: motif.bars, beatsPerBar, tempoBpm, key: guessKey(motif.notes), notes: motif.notes.length } };
}

/** A part of a composed piece as a motif: the first bars of its first main section in which it plays. Throws MaterialFault. */
export function partMotif(score: Score, part: PartName): ReadMotif {
  const found = score.parts.find(({ name }) => name === part);
  if (!found) throw new MaterialFault(`the version has no ${part}; its parts are ${score.parts.map(({ name }) => name).join(', ')}`);
  if (part === 'drums' || part === 'loop' || part === 'fx') throw new MaterialFault(`a motif is a melody; ${part} has none`);
  const beats = (seconds: number): number => (seconds * score.tempoBpm) / 60;
  const sections = [...score.sections.filter(({ role }) => role === 'main'), ...score.sections];
  for (const section of sections) {
    const [from, to] = [section.startBar * score.beatsPerBar, (section.startBar + Math.min(section.bars, PART_BARS)) * score.beatsPerBar];
    // Played a little early, it still belongs to the bar.
    const notes = found.notes.flatMap(({ start, duration, midi, velocity }) => {
      const beat = quantised(beats(start)) - from;
      return beat >= 0 && beat < to - from ? [{ beat, beats: Math.max(SMALLEST_BEATS, quantised(beats(duration))), midi, velocity }] : [];
    });
    if (notes.length === 0) continue;
    const motif = motifOf(notes, score.beatsPerBar, PART_BARS);
    return { motif, understood: { bars: motif.bars, beatsPerBar: score.beatsPerBar, tempoBpm: score.tempoBpm, key: score.key, notes: motif.notes.length } };
  }
  throw new MaterialFault(`the ${part} of the version has no notes`);
}

function parsed(bytes: Uint8Array): MidiData {
  try {
    return parseMidi(bytes);
  } catch (error) {
    throw new MaterialFault('the file is no Standard MIDI File', { cause: error });
  }
}

function melodicNotes(track: readonly MidiEvent[], ticksPerBeat: number): BeatNote[] {
  const open = new Map<string, { tick: number; velocity: number }>();
  const notes: BeatNote[] = [];
  let now = 0;
  for (const event of track) {
    now += event.deltaTime;
    if ((event.type !== 'noteOn' && event.type !== 'noteOff') || event.channel === DRUM_CHANNEL) continue;
    const key = `${event.channel} ${event.noteNumber}`;
    const begun = open.get(key);
    if (begun) {
      open.delete(key);
      notes.push({ beat: begun.tick / ticksPerBeat, beats: Math.max(SMALLEST_BEATS, (now - begun.tick) / ticksPerBeat), midi: event.noteNumber, velocity: begun.velocity });
    }
    if (event.type === 'noteOn' && event.velocity > 0) open.set(key, { tick: now, velocity: event.velocity });
  }
  return notes;
}

const quantised = (beats: number): number => Math.round(beats * 48) / 48;

/** From the bar of the first note; of notes that begin together the highest, as that is what is heard as the melody. */
function motifOf(all: readonly BeatNote[], beatsPerBar: number, mostBars: number): Motif {
  const first = Math.floor(Math.min(...all.map(({ beat }) => beat)) / beatsPerBar) * beatsPerBar;
  const top = new Map<number, BeatNote>();
  for (const note of all) {
    const beat = Math.round((note.beat - first) * 1e6) / 1e6;
    if (beat >= mostBars * beatsPerBar) continue;
    const there = top.get(beat);
    if (!there || note.midi > there.midi) top.set(beat, { ...note, beat, beats: Math.round(Math.min(note.beats, mostBars * beatsPerBar - beat) * 1e6) / 1e6 });
  }
  const notes = [...top.values()].sort((a, b) => a.beat - b.beat);
  if (notes.length > MOTIF_LIMITS.notes) throw new MaterialFault(`a motif may have at most ${MOTIF_LIMITS.notes} notes, this one has ${notes.length} in ${mostBars} bars`);
  const last = notes.at(-1);
  const bars = Math.max(1, Math.min(mostBars, Math.floor((last?.beat ?? 0) / beatsPerBar) + 1));
  return Motif.parse({ schema: 'fermata.motif/1', beatsPerBar, bars, notes });
}
