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
import { MAX_MOTIF_BARS, motifOfPart, readMelody } from '../compose/motif/read-melody.ts';
import { MaterialError } from './material-error.ts';
import { materialFormat, nameFormat } from './name-format.ts';

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
  const name = nameFormat(bytes);
  if (materialFormat(bytes) !== 'midi' && name !== null)
    throw new MaterialError(`the file is not a Standard MIDI File but ${name}`);
  return asMaterialError(() => {
    const { motif: melody, tempoBpm: exactTempo, remarks } = readMelody(bytes, { bars });
    const tempoBpm = exactTempo === null ? null : Math.round(exactTempo * 100) / 100;
    const motif = withTempo(melody, tempoBpm);
    return {
      motif,
      understood: {
        ...sizeOf(motif),
        tempoBpm,
        key: keyOf(motif),
        ...(remarks.length > 0 ? { remarks: [...remarks] } : {}),
      },
    };
  });
}

/** A part of a composed piece as a motif, from its first main section. Throws MaterialError. */
export function partMotif(score: Score, part: PartName): UnderstoodMotif {
  return asMaterialError(() => {
    const melody = motifOfPart(score, part, { bars: PART_BARS });
    const motif = withTempo(melody, Math.round(score.tempoBpm * 100) / 100);
    return { motif, understood: { ...sizeOf(motif), tempoBpm: score.tempoBpm, key: score.key } };
  });
}

/** The same notes at another tempo are another motif, with its own hash and its own figures. */
const withTempo = (motif: Motif, tempoBpm: number | null): Motif =>
  Motif.parse({ ...motif, ...(tempoBpm === null ? {} : { tempoBpm }) });

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
