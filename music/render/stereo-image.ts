import { cos, sin } from '../signal/deterministic-math.ts';
import type { Bus } from '../styles/style-sound.ts';
import { isAudible } from './is-audible.ts';

const PI = 3.141592653589793;
/** Sides below this frequency are removed (12 dB an octave): every part has its bass in mono. */
const MONO_BELOW_HZ = 180;
const BUTTERWORTH_Q = 0.7071067811865476;
/** An allpass makes the reflections of the room microphones diffuse. */
const DIFFUSER_SECONDS = 0.0071;
const DIFFUSION = 0.6;
/** Silence after which nothing is left in the delay lines. */
const HOLD_SECONDS = 0.3;

/**
 * The last stage of a stereo part: adds the differences between a pair of room microphones
 * left and right, and centres the bass. It changes only the side signal, never the mono sum.
 */
export class StereoImage {
  readonly #level: number;
  readonly #line: Float64Array;
  readonly #diffuser: Float64Array;
  readonly #filter: { readonly b0: number; readonly a1: number; readonly a2: number };
  readonly #holdFrames: number;
  #stillFrames: number;
  #lineAt = 0;
  #diffuserAt = 0;
  #z1 = 0;
  #z2 = 0;

  constructor(sampleRate: number, pair: Bus['pair']) {
    const frames = (seconds: number): number => Math.max(1, Math.round(seconds * sampleRate));
    this.#level = pair?.level ?? 0;
    this.#line = new Float64Array(frames(pair?.seconds ?? 0));
    this.#diffuser = new Float64Array(frames(DIFFUSER_SECONDS));
    this.#filter = highPass(MONO_BELOW_HZ, sampleRate);
    this.#holdFrames = HOLD_SECONDS * sampleRate;
    this.#stillFrames = this.#holdFrames;
  }

  /** Processes a block of both channels in place. */
  process(left: Float32Array, right: Float32Array): void {
    if (isAudible(left, left.length) || isAudible(right, right.length)) this.#stillFrames = 0;
    else if (this.#stillFrames >= this.#holdFrames) return;
    else this.#stillFrames += left.length;
    if (this.#level === 0) this.#centreBass(left, right);
    else this.#addPair(left, right);
    if (this.#stillFrames >= this.#holdFrames) this.#clear();
  }

  /** Adds the room microphones and centres the bass, in one pass. */
  #addPair(left: Float32Array, right: Float32Array): void {
    const [line, diffuser, level] = [this.#line, this.#diffuser, this.#level];
    const { b0, a1, a2 } = this.#filter;
    let [at, spot] = [this.#lineAt, this.#diffuserAt];
    let [z1, z2] = [this.#z1, this.#z2];
    for (let i = 0; i < left.length; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      const late = line[at] ?? 0;
      const mid = 0.5 * (l + r);
      line[at] = mid;
      at = at + 1 === line.length ? 0 : at + 1;
      const old = diffuser[spot] ?? 0;
      const fed = late + DIFFUSION * old;
      diffuser[spot] = fed;
      spot = spot + 1 === diffuser.length ? 0 : spot + 1;
      const side = b0 * (0.5 * (l - r) + level * (old - DIFFUSION * fed));
      const cut = side + z1;
      z1 = z2 - 2 * side - a1 * cut;
      z2 = side - a2 * cut;
      left[i] = mid + cut;
      right[i] = mid - cut;
    }
    [this.#lineAt, this.#diffuserAt] = [at, spot];
    [this.#z1, this.#z2] = [z1, z2];
  }

  #centreBass(left: Float32Array, right: Float32Array): void {
    const { b0, a1, a2 } = this.#filter;
    let [z1, z2] = [this.#z1, this.#z2];
    for (let i = 0; i < left.length; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      const side = b0 * 0.5 * (l - r);
      const cut = side + z1;
      z1 = z2 - 2 * side - a1 * cut;
      z2 = side - a2 * cut;
      const mid = 0.5 * (l + r);
      left[i] = mid + cut;
      right[i] = mid - cut;
    }
    [this.#z1, this.#z2] = [z1, z2];
  }

  /** Numbers near zero would become denormal and slow down the CPU. */
  #clear(): void {
    this.#line.fill(0);
    this.#diffuser.fill(0);
    this.#z1 = 0;
    this.#z2 = 0;
  }
}

/** A second-order high-pass; its numerator is b0 (1, −2, 1). */
function highPass(hz: number, sampleRate: number): { b0: number; a1: number; a2: number } {
  const k = sin((PI * hz) / sampleRate) / cos((PI * hz) / sampleRate);
  const a0 = 1 + k / BUTTERWORTH_Q + k * k;
  return { b0: 1 / a0, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / BUTTERWORTH_Q + k * k) / a0 };
}

/** Whether a bus can have sides in the bass, or makes some. */
export function needsImage({ set, pan = 0, chorus, tape, pair }: Bus): boolean {
  if (pair) return true;
  if ((set.lowCut ?? 0) >= MONO_BELOW_HZ) return false;
  return set.width !== 0 || pan !== 0 || chorus !== undefined || tape !== undefined;
}
