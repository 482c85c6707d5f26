import { decibels, pow } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';
import { WeightedPower } from './k-weighting.ts';
import { truePeakOf } from './true-peak.ts';

/** The value reported for silence: the catalogue has no -Infinity. */
export const SILENT_LUFS = -120;
const HOPS_PER_SECOND = 100;
/**
 * In hops of 10 ms: 400 ms windows every 100 ms (BS.1770-4), 3 s windows every 100 ms (Tech 3342).
 */
const MOMENTARY = 40;
const SHORT_TERM = 300;
const STEP = 10;
const ABSOLUTE_GATE = -70;

/**
 * Loudness in LUFS, range in LU, true peak in dBTP. `monoLossLu`: the integrated loudness minus that
 * of the mono sum, (L + R) / 2 in both channels, at the times that count for the former.
 */
export interface Loudness {
  readonly integratedLufs: number;
  readonly momentaryMaxLufs: number;
  readonly shortTermMaxLufs: number;
  readonly loudnessRangeLu: number;
  readonly truePeakDbtp: number;
  readonly monoLossLu: number;
}

export const lufsOf = (power: number): number =>
  power > 0 ? Math.max(SILENT_LUFS, -0.691 + decibels(Math.sqrt(power))) : SILENT_LUFS;
const powerOf = (lufs: number): number => pow(10, (lufs + 0.691) / 10);
const GATE_POWER = powerOf(ABSOLUTE_GATE);

/**
 * K-weighted power (mean square, both channels added) of each whole 10 ms hop. The remainder at the
 * end is dropped. `mono`: receives the power of the mono sum in both channels.
 */
export function powerByHop(audio: Stereo, mono?: Float64Array): Float64Array {
  const hop = hopFrames(audio.sampleRate);
  const weighted = new WeightedPower(audio.sampleRate);
  const hops = new Float64Array(hopsOf(audio));
  for (let h = 0; h < hops.length; h++) {
    const squares = weighted.sumOfSquares(audio.left, audio.right, h * hop, (h + 1) * hop);
    hops[h] = squares / hop;
    if (mono) mono[h] = Math.max(0, squares / 2 + weighted.sumOfProducts) / hop;
  }
  return hops;
}

const hopsOf = ({ left, sampleRate }: Stereo): number =>
  Math.floor(left.length / hopFrames(sampleRate));

export const hopFrames = (sampleRate: number): number => Math.round(sampleRate / HOPS_PER_SECOND);

/** Mean power of every window of `length` hops, one every `step` hops. */
function windows(hops: Float64Array, length: number, step: number): Float64Array {
  const sums = new Float64Array(hops.length + 1);
  for (let h = 0; h < hops.length; h++) sums[h + 1] = (sums[h] ?? 0) + (hops[h] ?? 0);
  const count = Math.max(0, Math.floor((hops.length - length) / step) + 1);
  return Float64Array.from({ length: count }, (_, w) =>
    Math.max(0, ((sums[w * step + length] ?? 0) - (sums[w * step] ?? 0)) / length),
  );
}

const mean = (values: Float64Array): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
const maximum = (values: Float64Array): number =>
  values.reduce((largest, value) => Math.max(largest, value), 0);

/**
 * Integrated loudness (BS.1770-4): the mean of the 400 ms windows above −70 LUFS that are at most
 * 10 LU below the mean of those. `other`: the mean of another signal's windows at the same times.
 */
export function gatedLufs(hops: Float64Array, other = hops): number {
  const powers = windows(hops, MOMENTARY, STEP);
  const gate = Math.max(GATE_POWER, mean(powers.filter((power) => power > GATE_POWER)) / 10);
  const kept = other === hops ? powers : windows(other, MOMENTARY, STEP);
  return lufsOf(mean(kept.filter((_, w) => (powers[w] ?? 0) > gate)));
}

/**
 * Loudness range (Tech 3342): from the 10th to the 95th percentile of the 3 s windows above
 * −70 LUFS that are at most 20 LU below their mean.
 */
function rangeLu(shortTerm: Float64Array): number {
  const audible = shortTerm.filter((power) => power > GATE_POWER);
  const gate = mean(audible) / 100;
  const kept = audible.filter((power) => power > gate).sort();
  const percentile = (share: number): number => kept[Math.round((kept.length - 1) * share)] ?? 0;
  return kept.length > 0 ? Math.max(0, lufsOf(percentile(0.95)) - lufsOf(percentile(0.1))) : 0;
}

/**
 * Everything that ITU-R BS.1770-4 and EBU Tech 3341 and 3342 define. Audio shorter than a window
 * counts as one window.
 */
export function measureLoudness(audio: Stereo): Loudness {
  const mono = new Float64Array(hopsOf(audio));
  const hops = powerByHop(audio, mono);
  const integrated = gatedLufs(hops);
  const shortTerm = windows(hops, SHORT_TERM, 1);
  return {
    integratedLufs: integrated,
    momentaryMaxLufs: lufsOf(
      hops.length < MOMENTARY ? mean(hops) : maximum(windows(hops, MOMENTARY, 1)),
    ),
    shortTermMaxLufs: lufsOf(hops.length < SHORT_TERM ? mean(hops) : maximum(shortTerm)),
    loudnessRangeLu: rangeLu(windows(hops, SHORT_TERM, STEP)),
    truePeakDbtp: truePeakDbtp(audio),
    monoLossLu: integrated - gatedLufs(hops, mono),
  };
}

/** Integrated loudness in LUFS. */
export const integratedLufs = (audio: Stereo): number => gatedLufs(powerByHop(audio));
/** True peak in dBTP. */
export const truePeakDbtp = (audio: Stereo): number =>
  Math.max(SILENT_LUFS, decibels(truePeakOf(audio.right, truePeakOf(audio.left))));
