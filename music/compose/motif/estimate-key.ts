/**
 * How well each step above the tonic fits a key. Krumhansl and Kessler 1982, "Tracing the dynamic
 * changes in perceived tonal organization".
 */
export const MAJOR_FIT = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
export const MINOR_FIT = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];
const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];

/**
 * The most likely key of some notes: pitch class of the tonic, and scale steps in semitones.
 * Correlates the duration of each pitch class with the key profiles.
 */
export function estimateKey(notes: readonly { readonly midi: number; readonly beats: number }[]): {
  readonly tonic: number;
  readonly minor: boolean;
  readonly scale: readonly number[];
} {
  const weight = new Array<number>(12).fill(0);
  for (const { midi, beats } of notes)
    weight[midi % 12] = (weight[midi % 12] ?? 0) + Math.min(4, beats);
  // The last note of a melody is its tonic more often than any other.
  const last = notes.at(-1);
  if (last) weight[last.midi % 12] = (weight[last.midi % 12] ?? 0) + 0.5;
  let best = { tonic: 0, minor: false, fit: -Infinity };
  for (let tonic = 0; tonic < 12; tonic++) {
    for (const minor of [false, true]) {
      const fit = correlation(
        weight,
        (minor ? MINOR_FIT : MAJOR_FIT).map(
          (_, step, table) => table[(step - tonic + 12) % 12] ?? 0,
        ),
      );
      if (fit > best.fit + 1e-9) best = { tonic, minor, fit };
    }
  }
  return { tonic: best.tonic, minor: best.minor, scale: best.minor ? MINOR : MAJOR };
}

/** Pearson's correlation, −1 to 1; near 0 if one side does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((x, i) => {
    const [da, db] = [x - ma, (b[i] ?? 0) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  return ab / Math.max(1e-12, Math.sqrt(aa * bb));
}
