import type { Recipe } from '@fermata/contracts';
import { integratedLufs, SILENT_LUFS, truePeakDbtp } from '../measure/loudness.ts';
import { BLOCK, FaustInstance } from '../render/faust-instance.ts';
import { gainOf } from '../render/own-math.ts';
import type { Progress, Stereo } from '../render/stereo.ts';
import { limit } from './limit.ts';

const MAX_ROUNDS = 16;
/** How near to the target is near enough, in LU; the promise is 0.5. */
const TOLERANCE_LU = 0.1;
/** Kept below the ceiling, in dB: meters interpolate differently. */
const CEILING_MARGIN_DB = 0.15;

/**
 * From mix to master: tone and glue, then gain and limiter, measured and corrected until loudness and true peak are as the
 * recipe says. Pure arithmetic: the same mix gives the same master.
 */
export function masterMix(mix: Stereo, goal: Recipe['master'], onProgress: Progress): Stereo {
  const toned = tone(mix);
  onProgress(0.2);
  const start = integratedLufs(toned);
  if (start <= SILENT_LUFS) throw new RangeError('the mix is silent: there is nothing to master');
  let gainDb = goal.targetLufs - start;
  let ceilingDb = goal.ceilingDbtp - CEILING_MARGIN_DB;
  for (let round = 1; ; round++) {
    const out: Stereo = { sampleRate: toned.sampleRate, left: toned.left.slice(), right: toned.right.slice() };
    limit(out, gainOf(gainDb), gainOf(ceilingDb));
    onProgress(0.2 + (0.8 * round) / MAX_ROUNDS);
    const miss = goal.targetLufs - integratedLufs(out);
    if (Math.abs(miss) <= TOLERANCE_LU) {
      const over = truePeakDbtp(out) - goal.ceilingDbtp;
      if (over <= 0) return out;
      ceilingDb -= over + 0.02;
    }
    if (round === MAX_ROUNDS) throw new Error(`the master does not settle: ${miss.toFixed(2)} LU from ${goal.targetLufs} LUFS after ${MAX_ROUNDS} rounds`);
    // The harder the limiter works, the less a decibel of gain brings.
    gainDb += miss * (round > 3 ? 1.5 : 1);
  }
}

function tone(mix: Stereo): Stereo {
  const rate = mix.sampleRate;
  const glue = new FaustInstance('glue', rate);
  const out: Stereo = { sampleRate: rate, left: new Float32Array(mix.left.length), right: new Float32Array(mix.right.length) };
  for (let from = 0; from < mix.left.length; from += BLOCK) {
    const frames = Math.min(BLOCK, mix.left.length - from);
    glue.inputs[0]?.set(mix.left.subarray(from, from + frames));
    glue.inputs[1]?.set(mix.right.subarray(from, from + frames));
    glue.compute(frames);
    const [left, right] = glue.outputs;
    if (left) out.left.set(left.subarray(0, frames), from);
    if (right) out.right.set(right.subarray(0, frames), from);
  }
  return out;
}
