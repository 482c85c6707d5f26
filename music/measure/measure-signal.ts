import type { AudioReport } from '@fermata/contracts/values';
import type { Stereo } from '../signal/stereo.ts';

/** A 10 ms stretch with no sample above −60 dBFS is silent. */
const SILENT_PEAK = 0.001;
const STRETCHES_PER_SECOND = 100;
/** Pauses inside of at least this many seconds are reported. */
const MIN_REPORTED_PAUSE_SECONDS = 1;
const MAX_REPORTED_PAUSES = 20;
/** The largest 24-bit sample counts as full scale. */
const FULL_SCALE = 8_388_607 / 8_388_608;
const CLIPPED_RUN_SAMPLES = 3;
/** Windows of 3 s every second, as stretches; quieter ones by 20 dB than the loudest do not count. */
const WINDOW_STRETCHES = 300;
const WINDOW_STEP = 100;
const MIN_WINDOW_POWER = 0.01;

export type SignalFigures = Pick<
  AudioReport,
  'silence' | 'clippedRuns' | 'dcOffset' | 'phaseCorrelation' | 'stereoWidth'
> & { readonly lowestCorrelation: number };

/**
 * Measures the samples themselves: silence, clipping, DC offset, and the relation of the two
 * channels.
 */
export function measureSignal({ left, right, sampleRate }: Stereo): SignalFigures {
  const frames = left.length;
  const stretch = Math.round(sampleRate / STRETCHES_PER_SECOND);
  const loud: boolean[] = [];
  const signal = new SignalSums();
  const sums: ChannelSums[] = [{ powerLeft: 0, powerRight: 0, product: 0 }];
  for (let from = 0; from < frames; from += stretch) {
    loud.push(signal.add(left, right, from, Math.min(frames, from + stretch)) > SILENT_PEAK);
    sums.push(signal.figures());
  }
  const { sumLeft, sumRight, powerLeft, powerRight, product, clippedRuns } = signal.figures();
  const power = powerLeft + powerRight;
  return {
    silence: silenceOf(loud, frames / sampleRate),
    clippedRuns,
    dcOffset: frames > 0 ? Math.max(Math.abs(sumLeft), Math.abs(sumRight)) / frames : 0,
    phaseCorrelation: correlationOf({ powerLeft, powerRight, product }),
    lowestCorrelation: lowestCorrelationOf(sums),
    stereoWidth: power === 0 ? 0 : Math.max(0, Math.min(1, (power - 2 * product) / (2 * power))),
  };
}

interface ChannelSums {
  readonly powerLeft: number;
  readonly powerRight: number;
  readonly product: number;
}

/** Two silent channels count as equal; a silent and a sounding one as uncorrelated. */
function correlationOf({ powerLeft, powerRight, product }: ChannelSums): number {
  if (powerLeft + powerRight === 0) return 1;
  const both = Math.sqrt(powerLeft * powerRight);
  return both > 0 ? Math.max(-1, Math.min(1, product / both)) : 0;
}

/** The lowest correlation of a window; `sums` grow from stretch to stretch. */
function lowestCorrelationOf(sums: readonly ChannelSums[]): number {
  const windows: ChannelSums[] = [];
  const last = sums.length - 1;
  for (let from = 0; from === 0 || from + WINDOW_STRETCHES <= last; from += WINDOW_STEP) {
    const [start, end] = [sums[from], sums[Math.min(last, from + WINDOW_STRETCHES)]];
    if (start && end)
      windows.push({
        powerLeft: end.powerLeft - start.powerLeft,
        powerRight: end.powerRight - start.powerRight,
        product: end.product - start.product,
      });
  }
  const powerOf = ({ powerLeft, powerRight }: ChannelSums): number => powerLeft + powerRight;
  const loudest = windows.reduce((most, window) => Math.max(most, powerOf(window)), 0);
  return windows
    .filter((window) => powerOf(window) >= MIN_WINDOW_POWER * loudest)
    .reduce((lowest, window) => Math.min(lowest, correlationOf(window)), 1);
}

/**
 * Silence before the first sound, after the last, and the longest pauses between, in stretches of
 * 10 ms.
 */
function silenceOf(loud: readonly boolean[], durationSeconds: number): AudioReport['silence'] {
  const first = loud.indexOf(true);
  if (first < 0) return { headSeconds: durationSeconds, tailSeconds: durationSeconds, inside: [] };
  const last = loud.lastIndexOf(true);
  const pauses: { second: number; seconds: number }[] = [];
  for (let i = first, since = first; i <= last; i++) {
    if (!loud[i]) continue;
    const seconds = (i - since - 1) / STRETCHES_PER_SECOND;
    if (seconds >= MIN_REPORTED_PAUSE_SECONDS)
      pauses.push({ second: (since + 1) / STRETCHES_PER_SECOND, seconds });
    since = i;
  }
  const inside = pauses
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, MAX_REPORTED_PAUSES)
    .sort((a, b) => a.second - b.second);
  return {
    headSeconds: first / STRETCHES_PER_SECOND,
    tailSeconds: Math.max(0, durationSeconds - (last + 1) / STRETCHES_PER_SECOND),
    inside,
  };
}

/**
 * Sums over both channels by stretch. A method called often is compiled early and keeps its numbers
 * in registers.
 */
class SignalSums {
  readonly #sums = new Float64Array(5);
  #clippedRuns = 0;
  #runLeft = 0;
  #runRight = 0;

  /** Adds the samples `from` to `to`, which must follow the previous ones; returns their peak. */
  add(left: Float32Array, right: Float32Array, from: number, to: number): number {
    const sums = this.#sums;
    let sumLeft = sums[0] ?? 0;
    let sumRight = sums[1] ?? 0;
    let powerLeft = sums[2] ?? 0;
    let powerRight = sums[3] ?? 0;
    let product = sums[4] ?? 0;
    let runLeft = this.#runLeft;
    let runRight = this.#runRight;
    let clippedRuns = this.#clippedRuns;
    let peak = 0;
    for (let i = from; i < to; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      sumLeft += l;
      sumRight += r;
      powerLeft += l * l;
      powerRight += r * r;
      product += l * r;
      const sizeLeft = Math.abs(l);
      const sizeRight = Math.abs(r);
      if (sizeLeft > peak) peak = sizeLeft;
      if (sizeRight > peak) peak = sizeRight;
      runLeft = sizeLeft >= FULL_SCALE ? runLeft + 1 : 0;
      runRight = sizeRight >= FULL_SCALE ? runRight + 1 : 0;
      if (runLeft === CLIPPED_RUN_SAMPLES) clippedRuns++;
      if (runRight === CLIPPED_RUN_SAMPLES) clippedRuns++;
    }
    sums[0] = sumLeft;
    sums[1] = sumRight;
    sums[2] = powerLeft;
    sums[3] = powerRight;
    sums[4] = product;
    this.#runLeft = runLeft;
    this.#runRight = runRight;
    this.#clippedRuns = clippedRuns;
    return peak;
  }

  figures(): {
    sumLeft: number;
    sumRight: number;
    powerLeft: number;
    powerRight: number;
    product: number;
    clippedRuns: number;
  } {
    const [sumLeft = 0, sumRight = 0, powerLeft = 0, powerRight = 0, product = 0] = this.#sums;
    return { sumLeft, sumRight, powerLeft, powerRight, product, clippedRuns: this.#clippedRuns };
  }
}
