import {
  canonicalJson,
  type Key,
  type MaterialUnderstood,
  Motif,
  type PartName,
  type Score,
  TONICS,
} from '@fermata/contracts/values';
import { estimateKey } from '../compose/motif/estimate-key.ts';
import { readMidi } from '../compose/motif/read-midi.ts';
import { MAX_MOTIF_BARS, motifOfPart, readMotif } from '../compose/motif/read-motif.ts';
import { MaterialError } from './material-error.ts';

export const MAX_MIDI_BYTES = 256 * 1024;
/** Bars taken from a part of a version: enough to be recognisable. */
const PART_BARS = 4;
/** Fewer notes do not determine a key. */
const KEY_NOTES = 5;

export interface UnderstoodMotif {
  readonly motif: Motif;
  readonly understood: MaterialUnderstood;
}

/** A motif as it is stored and hashed: canonical JSON in UTF-8. */
export const motifBytes = (motif: Motif): Uint8Array =>
  new TextEncoder().encode(canonicalJson(motif));

/**
 * The melody of a Standard MIDI File, at most 16 bars or the requested number. Throws
 * MaterialError.
 */
export function readMidiMotif(bytes: Uint8Array, bars: number = MAX_MOTIF_BARS): UnderstoodMotif {
  if (bytes.byteLength > MAX_MIDI_BYTES)
    throw new MaterialError(`a MIDI file may have at most ${MAX_MIDI_BYTES / 1024} kB`);
  return asMaterialError(() => {
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

/** A part of a composed piece as a motif, from its first main section. Throws MaterialError. */
export function partMotif(score: Score, part: PartName): UnderstoodMotif {
  return asMaterialError(() => {
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

function asMaterialError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new MaterialError(error.message, { cause: error });
    throw error;
  }
}
