import { cos, sin } from '../render/own-math.ts';
import type { Stereo } from '../render/stereo.ts';

const PHASES = 4;
const TAPS = 12;
const PI = 3.141592653589793;
const LOOK_AHEAD_SECONDS = 0.003;
/** Time constant of the way back to full gain. */
const RELEASE_SECONDS = 0.03;
/** Between two samples below this share of the ceiling, band-limited audio does not rise above the ceiling. */
const WORTH_A_LOOK = 0.5;

/** Interpolating filters (windowed sinc), one for each quarter between two samples. */
const filters: readonly Float64Array[] = Array.from({ length: PHASES - 1 }, (_, phase) => {
  const taps = new Float64Array(TAPS);
  for (let t = 0; t < TAPS; t++) {
    const x = t - (TAPS / 2 - 1) - (phase + 1) / PHASES;
    const window = 0.5 + 0.5 * cos((2 * PI * x) / TAPS);
    taps[t] = (sin(PI * x) / (PI * x)) * window;
  }
  return taps;
});

/** The true peak near each sample: the largest of the sample and the three points up to the next, over both channels. */
function peakAt(channel: Float32Array, i: number, floor: number): number {
  let peak = Math.abs(channel[i] ?? 0);
  const next = Math.abs(channel[i + 1] ?? 0);
  if (peak < floor && next < floor) return peak;
  for (const taps of filters) {
    let sum = 0;
    for (let t = 0; t < TAPS; t++) sum += (taps[t] ?? 0) * (channel[i + t - (TAPS / 2 - 1)] ?? 0);
    const size = sum < 0 ? -sum : sum;
    if (size > peak) peak = size;
  }
  return peak;
}

/**
 * A look-ahead limiter on the true peak, in place. The gain that each moment needs is spread by a sliding minimum, let go slowly,
 * and smoothed over the look-ahead, so it is down in full when the peak comes and never jumps.
 */
export function limit(audio: Stereo, gain: number, ceiling: number): void {
  const { left, right } = audio;
  const frames = left.length;
  const span = Math.max(1, Math.round(LOOK_AHEAD_SECONDS * audio.sampleRate));
  const target = ceiling / gain;
  const need = new Float32Array(frames).fill(1);
  const floor = target * WORTH_A_LOOK;
  for (let i = 0; i < frames; i++) {
    const peak = Math.max(peakAt(left, i, floor), peakAt(right, i, floor));
    if (peak > target) {
      const g = target / peak;
      need[i] = Math.min(need[i] ?? 1, g);
      // The peak lies between this sample and the next.
      if (i + 1 < frames) need[i + 1] = g;
    }
  }
  const low = slidingMinimum(need, span);
  let held = 1;
  const back = 1 / (RELEASE_SECONDS * audio.sampleRate);
  for (let i = 0; i < frames; i++) low[i] = held = Math.min(low[i] ?? 1, held + (1 - held) * back);
  // A mean over the look-ahead: when the peak comes, the whole window is already down.
  let sum = 0;
  for (let i = 0; i < frames + span; i++) {
    sum += i < frames ? (low[i] ?? 1) : 1;
    sum -= i >= span ? (low[i - span] ?? 1) : 0;
    const at = i - Math.floor(span / 2);
    if (at < 0 || at >= frames) continue;
    const g = (gain * sum) / Math.min(span, i + 1);
    left[at] = (left[at] ?? 0) * g;
    right[at] = (right[at] ?? 0) * g;
  }
}

/** The least of the values within `span` to either side, in one pass (monotonic queue). */
function slidingMinimum(values: Float32Array, span: number): Float32Array {
  const out = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length + span; i++) {
    if (i < values.length) {
      const value = values[i] ?? 1;
      while (tail > head && (values[queue[tail - 1] ?? 0] ?? 1) >= value) tail--;
      queue[tail++] = i;
    }
    const at = i - span;
    if (at < 0) continue;
    while (head < tail && (queue[head] ?? 0) < at - span) head++;
    out[at] = values[queue[head] ?? 0] ?? 1;
  }
  return out;
}
