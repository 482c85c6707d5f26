import {
  canonicalJson,
  type Key,
  type MaterialUnderstood,
  Motif,
  type PartName,
  type Score,
  TONICS,
} from '@fermata/contracts';
import { estimateKey } from '../compose/estimate-key.ts';
import { readMidi } from '../compose/read-midi.ts';
import { MOST_BARS, motifOfPart, readMotif } from '../compose/read-motif.ts';
import { MaterialFault } from './material-fault.ts';

export const MIDI_BYTES = 256 * 1024;
/** A part of a version gives as many bars of its main section: enough to be known again. */
const PART_BARS = 4;
/** Fewer tell no key. */
const KEY_NOTES = 5;

export interface ReadMotif {
  readonly motif: Motif;
  readonly understood: MaterialUnderstood;
}

/** A motif as it is stored and hashed: canonical JSON in UTF-8. */
export const motifBytes = (motif: Motif): Uint8Array =>
  new TextEncoder().encode(canonicalJson(motif));

/** The melody of a Standard MIDI File, at most 16 bars of it or as many as are asked for. Throws MaterialFault. */
export function readMidiMotif(bytes: Uint8Array, bars: number = MOST_BARS): ReadMotif {
  if (bytes.byteLength > MIDI_BYTES)
    throw new MaterialFault(`a MIDI file may have at most ${MIDI_BYTES / 1024} kB`);
  return inWords(() => {
    const motif = Motif.parse(readMotif(bytes, { bars }));
    return {
      motif,
      understood: {
        ...sizeOf(motif),
        tempoBpm: Math.round(readMidi(bytes).tempoBpm * 100) / 100,
        key: keyOf(motif),
      },
    };
  });
}

/** A part of a composed piece as a motif, from its first main section. Throws MaterialFault. */
export function partMotif(score: Score, part: PartName): ReadMotif {
  return inWords(() => {
    const motif = Motif.parse(motifOfPart(score, part, { bars: PART_BARS }));
    return { motif, understood: { ...sizeOf(motif), tempoBpm: score.tempoBpm, key: score.key } };
  });
}

function keyOf({ notes }: Motif): Key | null {
  const { tonic, minor } = estimateKey(notes);
  const name = TONICS[tonic];
  return notes.length < KEY_NOTES || name === undefined
    ? null
    : { tonic: name, mode: minor ? 'minor' : 'major' };
}

const sizeOf = ({
  bars,
  beatsPerBar,
  notes,
}: Motif): { bars: number; beatsPerBar: number; notes: number } => ({
  bars,
  beatsPerBar,
  notes: notes.length,
});

function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new MaterialFault(error.message, { cause: error });
    throw error;
  }
}
