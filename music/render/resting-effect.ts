import type { Stereo } from '../signal/stereo.ts';
import type { FaustInstance } from './faust-instance.ts';
import { isAudible } from './is-audible.ts';

/** An effect on both channels that rests while nothing is heard before it, in it and behind it. Numbers in it never become so small that processors crawl. */
export class RestingEffect {
  readonly #effect: FaustInstance;
  readonly #holdFrames: number;
  #stillFrames: number;

  /** `holdSeconds`: as long may sound run inside unheard (delay lines) before it comes out; 'restless' is what swings or sounds by itself. */
  constructor(effect: FaustInstance, sampleRate: number, holdSeconds: number | 'restless') {
    this.#effect = effect;
    this.#holdFrames =
      holdSeconds === 'restless' ? Infinity : Math.max(1, holdSeconds * sampleRate);
    this.#stillFrames = holdSeconds === 'restless' ? 0 : this.#holdFrames;
  }

  /** What it answers to a block, valid until the next; nothing where it rests. */
  process(left: Float32Array, right: Float32Array): Omit<Stereo, 'sampleRate'> | undefined {
    const frames = left.length;
    const isFed = isAudible(left, frames) || isAudible(right, frames);
    if (!isFed && this.#stillFrames >= this.#holdFrames) return undefined;
    this.#effect.inputs[0]?.set(left);
    this.#effect.inputs[1]?.set(right);
    this.#effect.compute(frames);
    const [wetLeft, wetRight] = this.#effect.outputs;
    if (!wetLeft || !wetRight) throw new TypeError('an effect has two outputs');
    this.#stillFrames =
      isFed || isAudible(wetLeft, frames) || isAudible(wetRight, frames)
        ? 0
        : this.#stillFrames + frames;
    return { left: wetLeft, right: wetRight };
  }
}
