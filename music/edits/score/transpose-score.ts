import type { Score } from '@fermata/contracts/values';
import { movedChord, movePitches } from './move-pitch.ts';
import { transposedKey } from './piece-of.ts';

/** The same music some semitones higher, or lower. */
export function transposeScore(score: Score, semitones: number): Score {
  const moved = (midi: number): number => midi + semitones;
  return {
    ...movePitches(score, moved),
    key: transposedKey(score.key, semitones),
    chords: score.chords.map((symbol) => movedChord(symbol, moved)),
  };
}
