import type { Stereo } from '../signal/stereo.ts';
import type { FaustInstance } from './faust-instance.ts';
import { isAudible } from './is-audible.ts';

/**
 * A stereo effect that is skipped while its input, its state and its output are silent. Its input
 * never becomes denormal, which would slow down the CPU.
 */
export class RestingEffect {
  readonly #effect: FaustInstance;
  readonly #holdFrames: number;
  #stillFrames: number;

  /**
   * `holdSeconds`: how long sound may travel inside unheard (delay lines) before it comes out;
   * 'restless': an effect that modulates or sounds by itself.
   */
  constructor(effect: FaustInstance, sampleRate: number, holdSeconds: number | 'restless') {
    this.#effect = effect;
    this.#holdFrames =
      holdSeconds === 'restless' ? Infinity : Math.max(1, holdSeconds * sampleRate);
    this.#stillFrames = holdSeconds === 'restless' ? 0 : this.#holdFrames;
  }

  /** The output for a block, valid until the next call; undefined while at rest. */
  process(left: Float32Array, right: Float32Array): Omit<Stereo, 'sampleRate'> | undefined {
    const frames = left.length;
    const isFed = isAudible(left, frames) || isAudible(right, frames);
    if (!isFed && this.#stillFrames >= this.#holdFrames) return undefined;
    this.#effect.inputs[0]?.set(left);
    this.#effect.inputs[1]?.set(right);
    this.#effect.compute(frames);
    const [wetLeft, wetRight] = this.#effect.outputs;
    if (!wetLeft || !wetRight) throw new TypeError('an effect must have two outputs');
    this.#stillFrames =
      isFed || isAudible(wetLeft, frames) || isAudible(wetRight, frames)
        ? 0
        : this.#stillFrames + frames;
    return { left: wetLeft, right: wetRight };
  }
}
