import { type Key, TONICS } from '@fermata/contracts/values';
import { correlation } from '../../compose/motif/estimate-key.ts';
import type { Stereo } from '../../signal/stereo.ts';
import { KEY_PROFILES, type KeyProfile } from './key-profiles.ts';
import { powerSpectra } from './power-spectra.ts';

export interface EstimatedKey {
  readonly tonic: (typeof TONICS)[number];
  readonly mode: 'major' | 'minor';
  /**
   * Correlation of the audio's pitch classes with that key's profile: 1 perfectly clear, 0 none.
   */
  readonly clarity: number;
}

/** The major or minor key that best fits twelve weights (from C up). */
export function clearestKey(
  chroma: readonly number[],
  profile: KeyProfile = KEY_PROFILES.krumhansl,
): EstimatedKey {
  let best: EstimatedKey = { tonic: 'C', mode: 'major', clarity: -1 };
  TONICS.forEach((tonic, root) => {
    for (const mode of ['major', 'minor'] as const) {
      const clarity = correlation(
        chroma,
        chroma.map((_, step) => profile[mode][(step - root + 12) % 12] ?? 0),
      );
      if (clarity > best.clarity) best = { tonic, mode, clarity };
    }
  });
  return { ...best, clarity: Math.max(0, best.clarity) };
}

/**
 * Whether a finder of major and minor keys hears a key: its tonic, and major or minor as its third
 * is.
 */
export const hearsKey = (estimated: EstimatedKey, { tonic, mode }: Key): boolean =>
  estimated.tonic === tonic &&
  (estimated.mode === 'minor') === ['minor', 'dorian', 'phrygian'].includes(mode);

/**
 * The strength of each pitch class (from C up), from local peaks of the spectrum between 60 Hz and
 * 2 kHz.
 */
export function chromaOf(audio: Stereo): number[] {
  const chroma = new Array<number>(12).fill(0);
  for (const frame of chromaFrames(audio).frames)
    frame.forEach((strength, step) => void (chroma[step] = (chroma[step] ?? 0) + strength));
  return chroma;
}

/** The same for each window, about every tenth of a second. */
export function chromaFrames(audio: Stereo): { hopSeconds: number; frames: number[][] } {
  const size = audio.sampleRate >= 40_000 ? 8192 : 4096;
  const bin = audio.sampleRate / size;
  const frames: number[][] = [];
  for (const { power } of powerSpectra(audio, size, size / 2)) {
    const chroma = new Array<number>(12).fill(0);
    for (let k = Math.ceil(60 / bin); k * bin < 2000; k++) {
      const here = power[k] ?? 0;
      const before = power[k - 1] ?? 0;
      const after = power[k + 1] ?? 0;
      if (here < 1e-8 || here <= before || here < after) continue;
      // Interpolate between bins with a parabola through the three levels.
      const [a, b, c] = [Math.log(before + 1e-15), Math.log(here), Math.log(after + 1e-15)];
      const hertz = (k + (0.5 * (a - c)) / (a - 2 * b + c)) * bin;
      const step = Math.round(69 + 12 * Math.log2(hertz / 440)) % 12;
      chroma[step] = (chroma[step] ?? 0) + Math.sqrt(here);
    }
    frames.push(chroma);
  }
  return { hopSeconds: size / 2 / audio.sampleRate, frames };
}
