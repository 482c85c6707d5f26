import type { Bus } from '../styles/style-book.ts';
import { BLOCK, FaustInstance } from './faust-instance.ts';
import type { Progress, Stereo } from './stereo.ts';

export interface BusTiming {
  readonly beatSeconds: number;
  /** Gain of the sidechain at rising times in seconds; absent where nothing ducks. */
  readonly duck?: (seconds: number) => number;
  /** Seconds at the end over which the part fades to nothing. */
  readonly fadeSeconds: number;
  readonly brightness: number;
}

/** Runs a dry part through its bus and its own sends, in place: what comes out is the stem. */
export function renderBus(dry: Stereo, bus: Bus, timing: BusTiming, onProgress: Progress): void {
  const rate = dry.sampleRate;
  const strip = new FaustInstance('bus', rate);
  strip.setAll(bus.set);
  if (bus.set.highCut !== undefined) strip.set('highCut', Math.min(14_400, bus.set.highCut * timing.brightness));
  const vinyl = bus.vinyl && new FaustInstance('vinyl', rate);
  if (bus.vinyl) vinyl?.setAll({ crackle: bus.vinyl.crackle, hiss: bus.vinyl.hiss });
  const delay = bus.delay && new FaustInstance('delay', rate);
  if (bus.delay) delay?.setAll({ time: Math.min(1.3, bus.delay.beats * timing.beatSeconds), feedback: bus.delay.feedback, damp: bus.delay.damp });
  const reverb = bus.reverb && new FaustInstance('reverb', rate);
  if (bus.reverb) reverb?.setAll({ t60: bus.reverb.t60, damp: bus.reverb.damp, before: bus.reverb.before });
  const delayLevel = bus.delay?.level ?? 0;
  const reverbLevel = bus.reverb?.level ?? 0;
  const vinylLevel = bus.vinyl?.level ?? 0;
  const total = dry.left.length;
  const fade = Math.max(1, Math.round(timing.fadeSeconds * rate));
  const zero = new Float32Array(BLOCK);

  for (let from = 0; from < total; from += BLOCK) {
    const frames = Math.min(BLOCK, total - from);
    const left = dry.left.subarray(from, from + frames);
    const right = dry.right.subarray(from, from + frames);
    strip.inputs[0]?.set(left);
    strip.inputs[1]?.set(right);
    strip.compute(frames);
    vinyl?.compute(frames);
    const [dryLeft = zero, dryRight = zero] = strip.outputs;
    const [noiseLeft = zero, noiseRight = zero] = vinyl?.outputs ?? [];
    for (let i = 0; i < frames; i++) {
      const g = timing.duck ? timing.duck((from + i) / rate) : 1;
      left[i] = (dryLeft[i] ?? 0) * g + (noiseLeft[i] ?? 0) * vinylLevel;
      right[i] = (dryRight[i] ?? 0) * g + (noiseRight[i] ?? 0) * vinylLevel;
    }
    send(delay, left, right, delayLevel, zero);
    send(reverb, left, right, reverbLevel, zero);
    for (let i = 0; i < frames; i++) {
      const toEnd = total - from - i;
      const x = toEnd < fade ? toEnd / fade : 1;
      const g = bus.gain * x * x * (3 - 2 * x);
      left[i] = (left[i] ?? 0) * g;
      right[i] = (right[i] ?? 0) * g;
    }
    if (((from / BLOCK) & 63) === 0) onProgress(from / total);
  }
}

/** Adds what an effect answers to a block, in place. */
function send(effect: FaustInstance | undefined, left: Float32Array, right: Float32Array, level: number, zero: Float32Array): void {
  if (!effect) return;
  const frames = left.length;
  effect.inputs[0]?.set(left);
  effect.inputs[1]?.set(right);
  effect.compute(frames);
  const [wetLeft = zero, wetRight = zero] = effect.outputs;
  for (let i = 0; i < frames; i++) {
    left[i] = (left[i] ?? 0) + (wetLeft[i] ?? 0) * level;
    right[i] = (right[i] ?? 0) + (wetRight[i] ?? 0) * level;
  }
}
