import type { MasterGoal } from '@fermata/contracts/values';
import { WeightedPower } from '../measure/k-weighting.ts';
import {
  gatedLufs,
  hopFrames,
  type Loudness,
  measureLoudness,
  SILENT_LUFS,
} from '../measure/measure-loudness.ts';
import { PEAK_PIECE } from '../measure/true-peak.ts';
import { decibels, gainOf } from '../signal/deterministic-math.ts';
import { type Pcm24, toPcm24, toStereo } from '../signal/pcm24.ts';
import type { Stereo } from '../signal/stereo.ts';
import { levelGains } from './level-gains.ts';
import { applyGains, aroundTheSeam, limiterGains, peaksOf } from './limit.ts';

/** Tolerance around the target in LU; the guaranteed one is 0.3. */
const TOLERANCE_LU = 0.1;
/** Margin below the ceiling in dB: meters interpolate differently, and MP3 coding changes peaks. */
const CEILING_MARGIN_DB = 0.15;
/** The most reduction left to the limiter, in dB; above it, dynamics are compressed first. */
const MAX_LIMITING_DB = 9;
const DENSITIES = [0, 0.25, 0.5, 0.75, 1] as const;
const MAX_GAIN_DB = 140;
const SEARCH_STEPS = 24;
const MAX_ROUNDS = 6;
const EXPECTED_EXTRA_GAIN_DB = 6;

/** The master as 24-bit integers and as floats, with its measurements. */
export interface MasteredAudio {
  readonly pcm: Pcm24;
  readonly audio: Stereo;
  readonly loudness: Loudness;
}

/**
 * Applies gain and limiter until loudness and true peak reach the goal. The gain is searched on a
 * sketch of the audio: weighted power and peaks in pieces of a third of a millisecond, the
 * resolution at which the limiter computes its gain. The audio itself is processed and measured
 * once, rarely twice.
 * Audio that cannot reach the target below the ceiling is made as loud as possible. `loop`: the end
 * continues at the start.
 */
export function reachLoudness(
  audio: Stereo,
  goal: MasterGoal,
  options: { loop?: boolean } = {},
): MasteredAudio {
  const powers = powersOf(audio);
  const start = estimateLufs(powers, audio.sampleRate);
  if (start === undefined) throw new RangeError('the mix is silent: there is nothing to master');
  let ceilingDb = goal.ceilingDbtp - CEILING_MARGIN_DB;
  // Pieces that stay below the ceiling at any likely gain need no interpolation.
  const likelyDb = goal.targetLufs - start + EXPECTED_EXTRA_GAIN_DB;
  let peaks = peaksOf(audio, gainOf(ceilingDb - likelyDb));
  const tile: Tile = options.loop ? aroundTheSeam : (gains, values) => gains(values);
  let aimLufs = goal.targetLufs;
  for (let round = 1; ; round++) {
    let plan = planFor(powers, peaks, aimLufs, ceilingDb, audio.sampleRate, tile);
    if (round === 1 && plan.gainDb > likelyDb) {
      peaks = peaksOf(audio);
      plan = planFor(powers, peaks, aimLufs, ceilingDb, audio.sampleRate, tile);
    }
    const result = quantiseAndMeasure(applyGains(audio, plan.gains, gainOf(plan.gainDb)));
    const miss = goal.targetLufs - result.loudness.integratedLufs;
    const over = result.loudness.truePeakDbtp - goal.ceilingDbtp;
    const near = Math.abs(miss) <= TOLERANCE_LU || (plan.spent && miss > 0);
    if ((near && over <= 0) || round === MAX_ROUNDS) {
      // Prefer slightly too quiet to above the ceiling.
      return over <= 0
        ? result
        : quantiseAndMeasure(applyGains(audio, plan.gains, gainOf(plan.gainDb - over - 0.01)));
    }
    if (!near) aimLufs += miss;
    if (over > 0) ceilingDb -= over + 0.02;
  }
}

function quantiseAndMeasure(wanted: Stereo): MasteredAudio {
  const pcm = toPcm24(wanted);
  const audio = toStereo(pcm);
  return { pcm, audio, loudness: measureLoudness(audio) };
}

/** `missLu`: shortfall in LU; `spent`: more gain does not help. */
interface Plan {
  readonly gains: Float32Array;
  readonly gainDb: number;
  readonly missLu: number;
  readonly spent: boolean;
}
type Tile = (gains: (values: Float32Array) => Float32Array, values: Float32Array) => Float32Array;

/**
 * The gains that bring the sketch to the target. Dynamics are compressed only as far as the limiter
 * would otherwise exceed its limit.
 */
function planFor(
  powers: Float32Array,
  peaks: Float32Array,
  aimLufs: number,
  ceilingDb: number,
  sampleRate: number,
  tile: Tile,
): Plan {
  let plan: Plan | undefined;
  for (const density of DENSITIES) {
    const level =
      density > 0 ? tile((values) => levelGains(values, density, sampleRate), powers) : undefined;
    const levelledPeaks = level ? peaks.map((peak, p) => peak * (level[p] ?? 1)) : peaks;
    const levelledPowers = level
      ? powers.map((power, p) => power * (level[p] ?? 1) * (level[p] ?? 1))
      : powers;
    const candidate = search(levelledPowers, levelledPeaks, aimLufs, ceilingDb, sampleRate, tile);
    const work = -decibels(candidate.gains.reduce((least, gain) => Math.min(least, gain), 1));
    if (!plan || !candidate.spent || (plan.spent && candidate.missLu < plan.missLu))
      plan = {
        ...candidate,
        gains: level ? candidate.gains.map((gain, p) => gain * (level[p] ?? 1)) : candidate.gains,
      };
    if (work <= MAX_LIMITING_DB && !candidate.spent) break;
  }
  if (!plan) throw new Error('no density was tried');
  return plan;
}

/**
 * The gain at which the limited sketch has the loudness. The harder the limiter works, the less
 * each decibel adds, so this is a bracketed secant search.
 */
function search(
  powers: Float32Array,
  peaks: Float32Array,
  aimLufs: number,
  ceilingDb: number,
  sampleRate: number,
  tile: Tile,
): Plan {
  const at = (gainDb: number): { gains: Float32Array; miss: number } => {
    const gains = tile(
      (values) => limiterGains(values, gainOf(ceilingDb - gainDb), sampleRate),
      peaks,
    );
    const gain = gainOf(gainDb);
    return {
      gains,
      miss: aimLufs - (estimateLufs(powers, sampleRate, gains, gain) ?? SILENT_LUFS),
    };
  };
  let gainDb = Math.min(MAX_GAIN_DB, aimLufs - (estimateLufs(powers, sampleRate) ?? aimLufs));
  let [low, high] = [-MAX_GAIN_DB, MAX_GAIN_DB];
  let before: { gainDb: number; miss: number } | undefined;
  for (let step = 1; ; step++) {
    const { gains, miss } = at(gainDb);
    const spent = miss > 0 && gainDb >= MAX_GAIN_DB - 1;
    if (Math.abs(miss) <= TOLERANCE_LU / 4 || spent || step === SEARCH_STEPS)
      return {
        gains,
        gainDb,
        missLu: miss,
        spent: spent || (step === SEARCH_STEPS && miss > TOLERANCE_LU),
      };
    if (miss > 0) low = gainDb;
    else high = gainDb;
    const slope =
      before && before.gainDb !== gainDb ? (before.miss - miss) / (gainDb - before.gainDb) : 1;
    before = { gainDb, miss };
    const next = gainDb + miss / Math.max(0.05, Math.min(1.5, slope));
    gainDb = next > low && next < high ? next : (low + high) / 2;
  }
}

/** The weighted power of each piece, summed over its samples. */
function powersOf(audio: Stereo): Float32Array {
  const weighted = new WeightedPower(audio.sampleRate);
  return Float32Array.from({ length: Math.ceil(audio.left.length / PEAK_PIECE) }, (_, p) =>
    weighted.sumOfSquares(
      audio.left,
      audio.right,
      p * PEAK_PIECE,
      Math.min(audio.left.length, (p + 1) * PEAK_PIECE),
    ),
  );
}

/**
 * Integrated loudness of the sketch under the gains. Audio below the meter's gate or too short for
 * it is measured as a whole; undefined if it is silent.
 */
function estimateLufs(
  powers: Float32Array,
  sampleRate: number,
  gains?: Float32Array,
  gain = 1,
): number | undefined {
  const perHop = Math.round(hopFrames(sampleRate) / PEAK_PIECE);
  const hops = new Float64Array(Math.floor(powers.length / perHop));
  let totalPower = 0;
  for (let h = 0; h < hops.length; h++) {
    let sum = 0;
    for (let p = h * perHop; p < (h + 1) * perHop; p++) {
      const g = gains ? (gains[p] ?? 1) : 1;
      sum += (powers[p] ?? 0) * g * g;
    }
    hops[h] = (gain * gain * sum) / (perHop * PEAK_PIECE);
    totalPower += hops[h] ?? 0;
  }
  const gated = gatedLufs(hops);
  if (gated > SILENT_LUFS) return gated;
  return totalPower > 0 ? -0.691 + decibels(Math.sqrt(totalPower / hops.length)) : undefined;
}
