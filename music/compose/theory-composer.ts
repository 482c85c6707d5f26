import type { Composition, MaterialBytes, Note, PartName, Score } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS, type StyleDefinition } from '../styles/style-definitions.ts';
import type { Player } from '../styles/style-sound.ts';
import { inSubstyle, substyleFor } from '../styles/substyle.ts';
import type { Composer } from './composer.ts';
import { songThemes } from './melody/song-themes.ts';
import { PartWriter } from './parts/part-writer.ts';
import { writeBass } from './parts/write-bass.ts';
import { writeChords } from './parts/write-chords.ts';
import { writeCounter } from './parts/write-counter.ts';
import { writeDrums } from './parts/write-drums.ts';
import { writeEnding } from './parts/write-ending.ts';
import { writeFx } from './parts/write-fx.ts';
import { writeHits } from './parts/write-hits.ts';
import { writeLead } from './parts/write-lead.ts';
import { writeLoop } from './parts/write-loop.ts';
import { writePad } from './parts/write-pad.ts';
import { fullestSection } from './song/presence.ts';
import { Song } from './song/song.ts';

/** Order of the parts in scores, MIDI files and mixes. */
const PART_ORDER: readonly PartName[] = [
  'drums',
  'bass',
  'chords',
  'lead',
  'counter',
  'pad',
  'fx',
  'loop',
];
const MIDI_CHANNELS: Readonly<Record<PartName, number>> = {
  drums: 9,
  bass: 0,
  chords: 1,
  lead: 2,
  counter: 4,
  pad: 3,
  fx: 5,
  loop: 6,
};

/**
 * Composes by the rules of the style definitions, part by part and section by section, each with
 * independent random numbers.
 */
export const theoryComposer: Composer = {
  name: 'fermata-theory',
  version: '3',
  compose: (composition, seed, materials = {}) =>
    composeInStyle(STYLE_DEFINITIONS[composition.style], composition, seed, materials),
};

/**
 * Composes a score in a style. Throws if the style has none of the requested parts, or if a motif
 * is missing.
 */
export function composeInStyle(
  style: StyleDefinition,
  composition: Composition,
  seed: number,
  materials: MaterialBytes = {},
): Score {
  const substyle = substyleFor(style, composition);
  const song = new Song(inSubstyle(style, substyle), composition, seed, materials);
  const { form, harmony } = song;
  const writers = writersOf(song);
  const parts = PART_ORDER.filter((name) => composition.parts.includes(name)).flatMap((name) => {
    // An audio loop plays only if the composition has one.
    const part = name === 'loop' && !composition.audioLoop ? undefined : pickPlayer(song, name);
    return part
      ? [
          {
            name,
            instrument: part.instrument,
            midiProgram: part.midiProgram,
            midiChannel: MIDI_CHANNELS[name],
            notes: notesOf(song, name, writers[name]),
          },
        ]
      : [];
  });
  if (parts.length === 0)
    throw new RangeError(
      `${composition.style} plays ${Object.keys(style.parts).join(', ')}; none of them was requested`,
    );
  return {
    schema: 'fermata.score/1',
    style: composition.style,
    ...(substyle === undefined ? {} : { substyle }),
    tempoBpm: form.tempoBpm,
    key: composition.key,
    metre: form.shape.metre,
    beatsPerBar: form.beatsPerBar,
    durationSeconds: form.durationSeconds,
    sections: form.sections.map(({ name, role, startBar, bars, energy }) => ({
      name,
      role,
      startBar,
      bars,
      energy,
    })),
    chords: harmony.chords.map(({ symbol }) => symbol),
    parts,
  };
}

/** The player of a part: the same in all takes of a piece. */
function pickPlayer(song: Song, name: PartName): Player | undefined {
  const part = song.style.parts[name];
  return part?.alternatives
    ? song.songRandom(name, 'players', null).pick([part, ...part.alternatives])
    : part;
}

type WritePart = (writer: PartWriter) => void;

function writersOf(song: Song): Record<PartName, WritePart> {
  const [own, others] = [songThemes(song, true), songThemes(song, false)];
  return {
    drums: writeDrums,
    bass: writeBass,
    chords: writeChords,
    lead: (writer) => writeLead(writer, own),
    counter: (writer) => writeCounter(writer, others),
    pad: writePad,
    fx: writeFx,
    loop: writeLoop,
  };
}

function notesOf(song: Song, name: PartName, write: WritePart): Note[] {
  const notes = song.form.sections.flatMap((section) => {
    const writer = new PartWriter(song, name, section);
    if (section.role === 'ending' && name !== 'fx') writeEnding(writer);
    else write(writer);
    writeHits(writer);
    return writer.finish();
  });
  return name === 'lead' && notes.length === 0 ? leadWithoutRests(song) : notes;
}

/** For a short or quiet form whose phrases give the lead only rests. */
function leadWithoutRests(song: Song): Note[] {
  const section = fullestSection(song);
  if (!section) return [];
  const writer = new PartWriter(song, 'lead', section);
  writeLead(writer, songThemes(song, true), true);
  return writer.finish();
}
