import type { Composition, Note, PartName, Score } from '@fermata/contracts';
import { STYLE_BOOKS, type StyleBook } from '../styles/style-books.ts';
import type { Player } from '../styles/style-sound.ts';
import type { Composer, Materials } from './composer.ts';
import { SectionPen } from './section-pen.ts';
import { songIdeas } from './song-ideas.ts';
import { Song } from './song.ts';
import { writeBass } from './write-bass.ts';
import { writeChords } from './write-chords.ts';
import { writeCounter } from './write-counter.ts';
import { writeDrums } from './write-drums.ts';
import { writeEnding } from './write-ending.ts';
import { writeFx } from './write-fx.ts';
import { writeHits } from './write-hits.ts';
import { writeLead } from './write-lead.ts';
import { writeLoop } from './write-loop.ts';
import { writePad } from './write-pad.ts';

/** The order of the parts in scores, MIDI files and mixes. */
const ORDER: readonly PartName[] = [
  'drums',
  'bass',
  'chords',
  'lead',
  'counter',
  'pad',
  'fx',
  'loop',
];
const CHANNELS: Readonly<Record<PartName, number>> = {
  drums: 9,
  bass: 0,
  chords: 1,
  lead: 2,
  counter: 4,
  pad: 3,
  fx: 5,
  loop: 6,
};

/** Composes by the rules in the style books, part by part and section by section, none knowing what another drew by chance. */
export const theoryComposer: Composer = {
  name: 'fermata-theory',
  version: '2',
  compose: (composition, seed, materials = {}) =>
    composeBy(STYLE_BOOKS[composition.style], composition, seed, materials),
};

/** A score by one style book. Throws where the style has none of the parts that are asked for, or a motif is missing. */
export function composeBy(
  book: StyleBook,
  composition: Composition,
  seed: number,
  materials: Materials = {},
): Score {
  const song = new Song(book, composition, seed, materials);
  const { form, harmony } = song;
  const writers = writersOf(song);
  const parts = ORDER.filter((name) => composition.parts.includes(name)).flatMap((name) => {
    // A recording plays only where the composition has one.
    const part = name === 'loop' && !composition.audioLoop ? undefined : playerOf(song, name);
    return part
      ? [
          {
            name,
            instrument: part.instrument,
            midiProgram: part.midiProgram,
            midiChannel: CHANNELS[name],
            notes: notesOf(song, name, writers[name]),
          },
        ]
      : [];
  });
  if (parts.length === 0)
    throw new RangeError(
      `${composition.style} plays ${Object.keys(book.parts).join(', ')}; of these, nothing is asked for`,
    );
  return {
    schema: 'fermata.score/1',
    style: composition.style,
    tempoBpm: form.tempoBpm,
    key: composition.key,
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

/** Who plays a part of a piece: the same in all its takes. */
function playerOf(song: Song, name: PartName): Player | undefined {
  const part = song.book.parts[name];
  return part?.others ? song.songRandom(name, 'players', null).pick([part, ...part.others]) : part;
}

type Write = (pen: SectionPen) => void;

function writersOf(song: Song): Record<PartName, Write> {
  const [own, others] = [songIdeas(song, true), songIdeas(song, false)];
  return {
    drums: writeDrums,
    bass: writeBass,
    chords: writeChords,
    lead: (pen) => writeLead(pen, own),
    counter: (pen) => writeCounter(pen, others),
    pad: writePad,
    fx: writeFx,
    loop: writeLoop,
  };
}

function notesOf(song: Song, name: PartName, write: Write): Note[] {
  return song.form.sections.flatMap((section) => {
    const pen = new SectionPen(song, name, section);
    if (section.role === 'ending' && name !== 'fx') writeEnding(pen);
    else write(pen);
    writeHits(pen);
    return pen.finish();
  });
}
