import { type Composition, PART_NAMES, type PartName, type Score } from '@fermata/contracts';
import { STYLE_BOOKS } from '../styles/style-books.ts';
import type { Composer } from './composer.ts';
import { fitForm } from './fit-form.ts';
import { harmonise } from './harmony.ts';
import { PartWriter } from './part-writer.ts';
import { Random } from './random.ts';
import { writeBass } from './write-bass.ts';
import { writeChords } from './write-chords.ts';
import { writeDrums } from './write-drums.ts';
import { writeLead } from './write-lead.ts';
import { writePad } from './write-pad.ts';

const WRITERS: Readonly<Partial<Record<PartName, (pen: PartWriter) => void>>> = { drums: writeDrums, bass: writeBass, chords: writeChords, lead: writeLead, pad: writePad };
/** The order of the parts in scores, MIDI files and mixes. */
const ORDER = PART_NAMES;
const CHANNELS: Readonly<Record<PartName, number>> = { drums: 9, bass: 0, chords: 1, lead: 2, counter: 4, pad: 3, fx: 5, loop: 6 };

/** Composes by the rules in the style books. */
export const theoryComposer: Composer = {
  name: 'fermata-theory',
  version: '1',
  compose(composition: Composition, seed: number): Score {
    const book = STYLE_BOOKS[composition.style];
    const random = new Random(seed);
    const form = fitForm(composition);
    const harmony = harmonise(book, composition.key, form, random.fork('harmony'));
    const parts = ORDER.filter((name) => composition.parts.includes(name)).flatMap((name) => {
      const write = WRITERS[name];
      const part = book.parts[name];
      if (!write || !part) return [];
      const pen = new PartWriter({ book, composition, form, harmony, random: random.fork(name), touch: book.touch[name] ?? 1 });
      write(pen);
      pen.notes.sort((a, b) => a.start - b.start || a.midi - b.midi);
      return [{ name, instrument: part.instrument, midiProgram: part.midiProgram, midiChannel: CHANNELS[name], notes: pen.notes }];
    });
    return {
      schema: 'fermata.score/1', style: composition.style, tempoBpm: form.tempoBpm, key: composition.key, beatsPerBar: form.beatsPerBar,
      durationSeconds: form.durationSeconds, sections: [...form.sections], chords: [...harmony.chords], parts,
    };
  },
};
