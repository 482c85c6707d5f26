import { TONICS } from '@fermata/contracts';
import type { Stereo } from '../../render/stereo.ts';
import { powerSpectra } from './power-spectra.ts';

/** How well each step of the chromatic scale fits a key, from its tonic up (Krumhansl and Kessler, 1982). */
const PROFILES = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
} as const;

export interface HeardKey {
  readonly tonic: (typeof TONICS)[number];
  readonly mode: 'major' | 'minor';
  /** Correlation of what sounds with that key's profile: 1 perfectly clear, 0 none. */
  readonly clarity: number;
}

/** The major or minor key that twelve weights (from C up) fit best. */
export function clearestKey(chroma: readonly number[]): HeardKey {
  let best: HeardKey = { tonic: 'C', mode: 'major', clarity: -1 };
  TONICS.forEach((tonic, root) => {
    for (const mode of ['major', 'minor'] as const) {
      const clarity = correlation(chroma, chroma.map((_, step) => PROFILES[mode][(step - root + 12) % 12] ?? 0));
      if (clarity > best.clarity) best = { tonic, mode, clarity };
    }
  });
  return { ...best, clarity: Math.max(0, best.clarity) };
}

/** How much of each pitch class (from C up) sounds, by the local peaks of the spectrum between 60 Hz and 2 kHz. */
export function chromaOf(audio: Stereo): number[] {
  const size = audio.sampleRate >= 40_000 ? 8192 : 4096;
  const chroma = new Array<number>(12).fill(0);
  const bin = audio.sampleRate / size;
  for (const { power } of powerSpectra(audio, size, size / 2)) {
    for (let k = Math.ceil(60 / bin); k * bin < 2000; k++) {
      const here = power[k] ?? 0;
      const before = power[k - 1] ?? 0;
      const after = power[k + 1] ?? 0;
      if (here < 1e-8 || here <= before || here < after) continue;
      // Between bins by a parabola through the three levels.
      const [a, b, c] = [Math.log(before + 1e-15), Math.log(here), Math.log(after + 1e-15)];
      const hertz = (k + (0.5 * (a - c)) / (a - 2 * b + c)) * bin;
      const step = Math.round(69 + 12 * Math.log2(hertz / 440)) % 12;
      chroma[step] = (chroma[step] ?? 0) + Math.sqrt(here);
    }
  }
  return chroma;
}

function correlation(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((x, i) => {
    const [dx, dy] = [x - mx, (ys[i] ?? 0) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}
