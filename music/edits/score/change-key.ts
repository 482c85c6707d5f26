import type { Key, Score } from '@fermata/contracts/values';
import { scaleOf } from '../../compose/song/harmony.ts';
import { movedChord, movePitches } from './move-pitch.ts';
import { PITCH_CLASSES } from './pitch-classes.ts';

/**
 * The same music in another key, by the shorter way up or down. In another mode, each note keeps its degree of the
 * scale; one between two degrees keeps its distance from the lower one.
 */
export function changeKey(score: Score, key: Key): Score {
  const moved = moveBetween(score.key, key);
  return {
    ...movePitches(score, moved),
    key,
    chords: score.chords.map((symbol) => movedChord(symbol, moved)),
  };
}

function moveBetween(from: Key, to: Key): (midi: number) => number {
  const [tonic, target] = [PITCH_CLASSES.indexOf(from.tonic), PITCH_CLASSES.indexOf(to.tonic)];
  const up = (target - tonic + 12) % 12;
  const shift = up > 6 ? up - 12 : up;
  const [own, other] = [degreesOf(from), degreesOf(to)];
  return (midi) => {
    const above = (midi - tonic + 144) % 12;
    const degree = own.findLastIndex((step) => step <= above);
    return midi + shift + (other[degree] ?? 0) - (own[degree] ?? 0);
  };
}

/** Semitones of each degree above the tonic. */
function degreesOf(key: Key): number[] {
  const scale = scaleOf(key);
  return scale.map((pitch) => (pitch - (scale[0] ?? 0) + 12) % 12);
}
