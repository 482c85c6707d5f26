import { Note } from 'tonal';
import type { Key } from '@fermata/contracts/values';

/** Sharps (positive) or flats (negative) of each tonic from C up: as written most often. */
const MAJOR = [0, -5, 2, -3, 4, -1, -6, 1, -4, 3, -2, 5];
const MINOR = [-3, 4, -1, -6, 1, -4, 3, -2, 5, 0, -5, 2];
const MINOR_MODES: readonly Key['mode'][] = ['minor', 'dorian', 'phrygian'];

/** A key signature as MIDI has it: −7 to 7, and whether the third is minor. */
export interface KeySignature {
  readonly sharps: number;
  readonly minor: boolean;
}

/**
 * The signature of the major or minor key on the tonic. MIDI knows no other modes: readers take the
 * tonic from the signature, so that D dorian is written as D minor.
 */
export function keySignatureOf({ tonic, mode }: Key): KeySignature {
  const minor = MINOR_MODES.includes(mode);
  return { sharps: (minor ? MINOR : MAJOR)[Note.chroma(tonic) ?? 0] ?? 0, minor };
}
