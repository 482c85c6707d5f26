import type { MasterGoal } from '@fermata/contracts/values';
import { BLOCK_FRAMES, FaustInstance } from '../render/faust-instance.ts';
import { type OnProgress, silentStereo, type Stereo } from '../signal/stereo.ts';
import type { MasterTone } from '../styles/style-sound.ts';
import { fadeOut } from './fade-out.ts';
import { type MasteredAudio, reachLoudness } from './reach-loudness.ts';

export interface Mastering {
  readonly goal: MasterGoal;
  readonly tone: MasterTone;
  readonly loop: boolean;
  /** Of the fade-out, before the loudness is set; 0: none. Not for a loop. */
  readonly fadeSeconds: number;
}

/**
 * Masters a mix: the style's tone and glue, then gain and limiter until loudness and true peak
 * match the recipe. A loop passes the glue twice and the second pass is kept, so that its start
 * follows on from its end. Deterministic: the same mix gives the same master.
 */
export function masterMix(
  mix: Stereo,
  { goal, tone, loop, fadeSeconds }: Mastering,
  onProgress: OnProgress,
): MasteredAudio {
  const glue = new FaustInstance('glue', mix.sampleRate);
  glue.setAll({ ...tone });
  if (loop) through(glue, mix);
  const toned = through(glue, mix);
  if (!loop) fadeOut(toned, fadeSeconds);
  onProgress(0.3);
  return reachLoudness(toned, goal, { loop });
}

function through(glue: FaustInstance, audio: Stereo): Stereo {
  const frames = audio.left.length;
  const out = silentStereo(frames, audio.sampleRate);
  for (let from = 0; from < frames; from += BLOCK_FRAMES) {
    const count = Math.min(BLOCK_FRAMES, frames - from);
    glue.inputs[0]?.set(audio.left.subarray(from, from + count));
    glue.inputs[1]?.set(audio.right.subarray(from, from + count));
    glue.compute(count);
    const [left, right] = glue.outputs;
    if (left) out.left.set(left.subarray(0, count), from);
    if (right) out.right.set(right.subarray(0, count), from);
  }
  return out;
}
