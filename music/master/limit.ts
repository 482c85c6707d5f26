import { PEAK_PIECE, truePeaks } from '../measure/true-peak.ts';
import type { Stereo } from '../signal/stereo.ts';

/** The full reduction is reached this long before the peak. */
const LOOK_AHEAD_SECONDS = 0.003;
/** Time constant of the return to full gain. */
const RELEASE_SECONDS = 0.04;

/**
 * The largest true peak of both channels in each piece of `PEAK_PIECE` samples; below `floor` only
 * an upper bound. `crests`: quicker, and misses some peaks.
 */
export function peaksOf(audio: Stereo, floor = 0, crests = true): Float32Array {
  const peaks = truePeaks(audio.left, floor, crests);
  const right = truePeaks(audio.right, floor, crests);
  return peaks.map((peak, p) => Math.max(peak, right[p] ?? 0));
}

/**
 * The gain per piece of a look-ahead true-peak limiter that keeps the audio below `target`. The
 * required gain is held by a sliding minimum, released slowly, and smoothed over the look-ahead, so
 * it is fully down at the peak and never jumps.
 */
export function limiterGains(
  peaks: Float32Array,
  target: number,
  sampleRate: number,
): Float32Array {
  const need = peaks.map((peak) => (peak > target ? target / peak : 1));
  const reach = Math.max(3, Math.round((LOOK_AHEAD_SECONDS * sampleRate) / PEAK_PIECE));
  const low = slidingMinimum(need, reach);
  const back = PEAK_PIECE / (RELEASE_SECONDS * sampleRate);
  let held = low[0] ?? 1;
  for (let p = 0; p < low.length; p++)
    low[p] = held = Math.min(low[p] ?? 1, held + (1 - held) * back);
  // Two moving averages in a row, together one piece narrower than the minimum: all gains around
  // a peak are low enough for it.
  const first = (reach - 1) >> 1;
  return slidingMean(slidingMean(low, first), reach - 1 - first);
}

/** The gains of the middle one of three repetitions: those of a loop, whose end goes on at its start. */
export function aroundTheSeam(
  gainsOf: (values: Float32Array) => Float32Array,
  values: Float32Array,
): Float32Array {
  const three = new Float32Array(3 * values.length);
  for (const turn of [0, 1, 2]) three.set(values, turn * values.length);
  return gainsOf(three).slice(values.length, 2 * values.length);
}

/** Applies `gain` and the pieces' gains, interpolated between the centres of the pieces. */
export function applyGains(audio: Stereo, gains: Float32Array, gain: number): Stereo {
  const { sampleRate, left, right } = audio;
  const out: Stereo = {
    sampleRate,
    left: new Float32Array(left.length),
    right: new Float32Array(right.length),
  };
  const half = PEAK_PIECE / 2;
  for (let p = -1; p < gains.length; p++) {
    const from = gains[Math.max(0, p)] ?? 1;
    const step = ((gains[Math.min(gains.length - 1, p + 1)] ?? 1) - from) / PEAK_PIECE;
    const start = p * PEAK_PIECE + half;
    for (let i = Math.max(0, start); i < Math.min(left.length, start + PEAK_PIECE); i++) {
      const g = gain * (from + step * (i - start + 0.5));
      out.left[i] = (left[i] ?? 0) * g;
      out.right[i] = (right[i] ?? 0) * g;
    }
  }
  return out;
}

/** The complete limiter: `audio` times `gain`, never above `ceiling`. */
export function limit(audio: Stereo, gain: number, ceiling: number): Stereo {
  return applyGains(audio, limiterGains(peaksOf(audio), ceiling / gain, audio.sampleRate), gain);
}

/** The minimum within `reach` on either side, in one pass (monotonic queue). */
function slidingMinimum(values: Float32Array, reach: number): Float32Array {
  const out = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length + reach; i++) {
    if (i < values.length) {
      const value = values[i] ?? 1;
      while (tail > head && (values[queue[tail - 1] ?? 0] ?? 1) >= value) tail--;
      queue[tail++] = i;
    }
    const at = i - reach;
    if (at < 0) continue;
    while (head < tail && (queue[head] ?? 0) < at - reach) head++;
    out[at] = values[queue[head] ?? 0] ?? 1;
  }
  return out;
}

/** The mean within `reach` on either side; beyond an end, the end value repeats. */
export function slidingMean(values: Float32Array, reach: number): Float32Array {
  const out = new Float32Array(values.length);
  const last = values.length - 1;
  const at = (i: number): number => values[Math.max(0, Math.min(last, i))] ?? 1;
  let sum = 0;
  for (let i = -reach; i < reach; i++) sum += at(i);
  for (let i = 0; i <= last; i++) {
    sum += at(i + reach);
    out[i] = sum / (2 * reach + 1);
    sum -= at(i - reach);
  }
  return out;
}
