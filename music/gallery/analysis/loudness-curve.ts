import type { Stereo } from '../../render/stereo.ts';

const STEP_SECONDS = 0.1;
const FLOOR_LUFS = -70;

/** Loudness in LUFS every tenth of a second, each over the time that ends there (ITU-R BS.1770-4, EBU Tech 3341): 0.4 s and 3 s. */
export interface LoudnessCurve {
  readonly stepSeconds: number;
  readonly momentary: Float64Array;
  readonly shortTerm: Float64Array;
  readonly integratedLufs: number;
  /** EBU Tech 3342. */
  readonly rangeLu: number;
}

export function loudnessCurve(audio: Stereo): LoudnessCurve {
  const steps = stepPowers(audio);
  const momentary = windowed(steps, 4);
  const shortTerm = windowed(steps, 30);
  return { stepSeconds: STEP_SECONDS, momentary, shortTerm, integratedLufs: gatedMean(momentary.subarray(3), -10), rangeLu: rangeOf(shortTerm.subarray(Math.min(29, shortTerm.length))) };
}

/** Mean K-weighted power of each tenth of a second, both channels together. */
function stepPowers({ left, right, sampleRate }: Stereo): Float64Array {
  const length = Math.round(STEP_SECONDS * sampleRate);
  const powers = new Float64Array(Math.floor(left.length / length));
  for (const channel of [left, right]) {
    const shelf = highShelf(sampleRate);
    const rumble = highPass(sampleRate);
    for (let step = 0; step < powers.length; step++) {
      let sum = 0;
      for (let i = step * length; i < (step + 1) * length; i++) sum += rumble(shelf(channel[i] ?? 0)) ** 2;
      powers[step] = (powers[step] ?? 0) + sum / length;
    }
  }
  return powers;
}

const lufs = (power: number): number => Math.max(-120, -0.691 + 10 * Math.log10(Math.max(power, 1e-12)));

/** Before a whole window has passed, over what there is. */
function windowed(powers: Float64Array, width: number): Float64Array {
  let sum = 0;
  return powers.map((power, i) => {
    sum += power - (i >= width ? (powers[i - width] ?? 0) : 0);
    return lufs(Math.max(0, sum) / Math.min(i + 1, width));
  });
}

const powerOf = (level: number): number => 10 ** ((level + 0.691) / 10);
const meanLufs = (levels: Float64Array): number => (levels.length === 0 ? -120 : lufs(levels.reduce((sum, level) => sum + powerOf(level), 0) / levels.length));

function gatedMean(levels: Float64Array, relative: number): number {
  const loud = levels.filter((level) => level > FLOOR_LUFS);
  const gate = meanLufs(loud) + relative;
  return meanLufs(loud.filter((level) => level > gate));
}

function rangeOf(levels: Float64Array): number {
  const loud = levels.filter((level) => level > FLOOR_LUFS);
  const gate = meanLufs(loud) - 20;
  const kept = loud.filter((level) => level > gate).sort();
  const at = (share: number): number => kept[Math.round((kept.length - 1) * share)] ?? 0;
  return kept.length === 0 ? 0 : at(0.95) - at(0.1);
}

type Filter = (x: number) => number;
function biquad(b0: number, b1: number, b2: number, a1: number, a2: number): Filter {
  let s1 = 0;
  let s2 = 0;
  return (x) => {
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    return y;
  };
}

/** The two stages of K-weighting for any sample rate, from the analogue prototypes behind the coefficients that BS.1770-4 gives for 48 kHz. */
function highShelf(sampleRate: number): Filter {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return biquad((high + (band * k) / q + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / q + k * k) / a0, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0);
}

function highPass(sampleRate: number): Filter {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return biquad(1, -2, 1, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0);
}
