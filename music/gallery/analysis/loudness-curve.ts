import { lufsOf, measureLoudness, powerByHop } from '../../measure/measure-loudness.ts';
import type { Stereo } from '../../signal/stereo.ts';

const HOP_SECONDS = 0.01;
const STEP_HOPS = 10;

/**
 * Loudness in LUFS every tenth of a second, each over the window that ends there (ITU-R BS.1770-4,
 * EBU Tech 3341): 0.4 s and 3 s.
 */
export interface LoudnessCurve {
  readonly stepSeconds: number;
  readonly momentary: Float64Array;
  readonly shortTerm: Float64Array;
  readonly integratedLufs: number;
  /** EBU Tech 3342. */
  readonly rangeLu: number;
}

export function loudnessCurve(audio: Stereo): LoudnessCurve {
  const hops = powerByHop(audio);
  const { integratedLufs, loudnessRangeLu } = measureLoudness(audio);
  return {
    stepSeconds: STEP_HOPS * HOP_SECONDS,
    momentary: levels(hops, 0.4),
    shortTerm: levels(hops, 3),
    integratedLufs,
    rangeLu: loudnessRangeLu,
  };
}

/** Until a whole window has passed, the window is the music so far. */
function levels(hops: Float64Array, windowSeconds: number): Float64Array {
  const width = Math.round(windowSeconds / HOP_SECONDS);
  return Float64Array.from({ length: Math.floor(hops.length / STEP_HOPS) }, (_, i) => {
    const to = (i + 1) * STEP_HOPS;
    const from = Math.max(0, to - width);
    return lufsOf(hops.subarray(from, to).reduce((sum, power) => sum + power, 0) / (to - from));
  });
}
