import type { Edit, Key, PartName, Recipe } from '@fermata/contracts/values';
import { PITCH_CLASSES } from './pitch-classes.ts';

/** What a recipe's edits leave of its composition. */
export interface Piece {
  readonly tempoBpm: number;
  readonly key: Key;
  readonly durationSeconds: number;
  readonly parts: readonly PartName[];
  /** Seconds of the fade-out; 0 without one. */
  readonly fadeSeconds: number;
}

const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;

/** The tempo, key, length and parts of a recipe after its edits. */
export const pieceOf = ({
  composition,
  edits = [],
}: Pick<Recipe, 'composition' | 'edits'>): Piece =>
  edits.reduce<Piece>(edited, {
    tempoBpm: composition.tempoBpm,
    key: composition.key,
    durationSeconds: composition.durationSeconds,
    parts: composition.parts,
    fadeSeconds: 0,
  });

function edited(piece: Piece, edit: Edit): Piece {
  switch (edit.op) {
    case 'tempo':
      return {
        ...piece,
        tempoBpm: edit.bpm,
        durationSeconds: round6((piece.durationSeconds * piece.tempoBpm) / edit.bpm),
      };
    case 'duration':
      return { ...piece, durationSeconds: edit.seconds };
    case 'key':
      return { ...piece, key: edit.key };
    case 'transpose':
      return { ...piece, key: transposedKey(piece.key, edit.semitones) };
    case 'remove':
      return { ...piece, parts: piece.parts.filter((part) => part !== edit.part) };
    case 'add':
      return {
        ...piece,
        parts: piece.parts.includes(edit.part) ? piece.parts : [...piece.parts, edit.part],
      };
    case 'fade':
      return { ...piece, fadeSeconds: edit.seconds };
    default:
      return piece;
  }
}

/** The key that many semitones higher. */
export function transposedKey({ tonic, mode }: Key, semitones: number): Key {
  const at = PITCH_CLASSES.indexOf(tonic) + semitones;
  return { tonic: PITCH_CLASSES[((at % 12) + 12) % 12] ?? tonic, mode };
}
