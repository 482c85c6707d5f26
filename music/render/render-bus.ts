import type { Bus } from '../styles/style-sound.ts';
import { BLOCK, FaustInstance } from './faust-instance.ts';
import type { Progress, Stereo } from './stereo.ts';

export interface BusTiming {
  readonly beatSeconds: number;
  /** Gain of the sidechain at rising times in seconds; absent where nothing ducks. */
  readonly duck?: (seconds: number) => number;
  /** Seconds at the end over which the part fades to nothing. */
  readonly fadeSeconds: number;
  /** How far filters open: 1 is as the style's file says. */
  readonly brightness: number;
}

/** Blocks between two words on progress. */
const TELL_EVERY = 64;
const HIGHEST_CUT = 14_400;
const LONGEST_ECHO = 1.3;

/** Runs a dry part through its bus and its own sends, in place: what comes out is the stem. */
export function renderBus(dry: Stereo, bus: Bus, timing: BusTiming, onProgress: Progress): void {
  const open = (name: string, settings: Readonly<Record<string, number>>): FaustInstance => {
    const effect = new FaustInstance(name, dry.sampleRate);
    effect.setAll(settings);
    return effect;
  };
  const highCut = bus.set.highCut === undefined ? {} : { highCut: Math.min(HIGHEST_CUT, bus.set.highCut * timing.brightness) };
  const inserts = [open('bus', { ...bus.set, ...highCut })];
  if (bus.tape) inserts.push(open('tape', { ...bus.tape }));
  if (bus.chorus !== undefined) inserts.push(open('chorus', { depth: bus.chorus }));
  const vinyl = bus.vinyl && open('vinyl', { crackle: bus.vinyl.crackle, hiss: bus.vinyl.hiss });
  const delay = bus.delay && open('delay', { time: Math.min(LONGEST_ECHO, bus.delay.beats * timing.beatSeconds), feedback: bus.delay.feedback, damp: bus.delay.damp });
  const reverb = bus.reverb && open('reverb', { t60: bus.reverb.t60, damp: bus.reverb.damp, before: bus.reverb.before });

  const total = dry.left.length;
  for (let from = 0; from < total; from += BLOCK) {
    const left = dry.left.subarray(from, Math.min(total, from + BLOCK));
    const right = dry.right.subarray(from, Math.min(total, from + BLOCK));
    for (const insert of inserts) through(insert, left, right);
    if (timing.duck) duckBlock(left, right, from, dry.sampleRate, timing.duck);
    if (vinyl) add(vinyl, left, right, bus.vinyl?.level ?? 0);
    if (delay) add(delay, left, right, bus.delay?.level ?? 0);
    if (reverb) add(reverb, left, right, bus.reverb?.level ?? 0);
    fadeBlock(left, right, total - from, Math.max(1, timing.fadeSeconds * dry.sampleRate), bus.gain);
    if ((from / BLOCK) % TELL_EVERY === 0) onProgress(from / total);
  }
}

function feed(effect: FaustInstance, left: Float32Array, right: Float32Array): { wetLeft: Float32Array; wetRight: Float32Array } {
  effect.inputs[0]?.set(left);
  effect.inputs[1]?.set(right);
  effect.compute(left.length);
  const [wetLeft, wetRight] = effect.outputs;
  if (!wetLeft || !wetRight) throw new TypeError('an effect has two outputs');
  return { wetLeft, wetRight };
}

/** What goes in comes out changed. */
function through(effect: FaustInstance, left: Float32Array, right: Float32Array): void {
  const { wetLeft, wetRight } = feed(effect, left, right);
  left.set(wetLeft.subarray(0, left.length));
  right.set(wetRight.subarray(0, right.length));
}

/** What the effect answers comes on top. */
function add(effect: FaustInstance, left: Float32Array, right: Float32Array, level: number): void {
  const { wetLeft, wetRight } = feed(effect, left, right);
  for (let i = 0; i < left.length; i++) {
    left[i] = (left[i] ?? 0) + (wetLeft[i] ?? 0) * level;
    right[i] = (right[i] ?? 0) + (wetRight[i] ?? 0) * level;
  }
}

function duckBlock(left: Float32Array, right: Float32Array, from: number, rate: number, duck: (seconds: number) => number): void {
  for (let i = 0; i < left.length; i++) {
    const g = duck((from + i) / rate);
    left[i] = (left[i] ?? 0) * g;
    right[i] = (right[i] ?? 0) * g;
  }
}

/** The part's level, and a smooth way down to nothing over the last `fade` of the `toEnd` samples that are left. */
function fadeBlock(left: Float32Array, right: Float32Array, toEnd: number, fade: number, gain: number): void {
  for (let i = 0; i < left.length; i++) {
    const x = Math.min(1, (toEnd - i) / fade);
    const g = gain * x * x * (3 - 2 * x);
    left[i] = (left[i] ?? 0) * g;
    right[i] = (right[i] ?? 0) * g;
  }
}
