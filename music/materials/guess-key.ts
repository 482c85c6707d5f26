import { type Key, TONICS } from '@fermata/contracts';

/** How much each degree of a key is heard (C. Krumhansl, Cognitive Foundations of Musical Pitch, 1990). */
const PROFILES = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
} as const;
/** Fewer notes, or a vaguer likeness, and nothing is said. */
const FEWEST_NOTES = 5;
const LEAST_LIKENESS = 0.5;

/** The key whose profile the lengths of the notes follow best; null where they do not tell. */
export function guessKey(notes: readonly { readonly midi: number; readonly beats: number }[]): Key | null {
  if (notes.length < FEWEST_NOTES) return null;
  const heard = Array.from({ length: 12 }, (_, pitch) => notes.reduce((sum, { midi, beats }) => sum + (midi % 12 === pitch ? beats : 0), 0));
  const keys = TONICS.flatMap((tonic, root) => (['major', 'minor'] as const).map((mode) => ({ key: { tonic, mode }, likeness: correlation(heard, PROFILES[mode].map((_, pitch) => PROFILES[mode][(pitch - root + 12) % 12] ?? 0)) })));
  const best = keys.reduce((most, each) => (each.likeness > most.likeness ? each : most));
  return best.likeness >= LEAST_LIKENESS ? best.key : null;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [x, y] = [value - meanA, (b[i] ?? 0) - meanB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB);
}
