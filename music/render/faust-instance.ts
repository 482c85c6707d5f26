import { cos, exp, ln, pow, sin } from '../signal/deterministic-math.ts';
import { dspBinary } from './dsp-binary.ts';

/** The most frames that one call computes. */
export const BLOCK_FRAMES = 1024;
const PAGE = 65_536;
const STATE_AT = 0;

/** A Faust wasm export: numbers in, a number or nothing out. */
type WasmFunction = (...args: number[]) => unknown;

/**
 * An instance of a Faust DSP. Its state starts at address 0 of its own memory, followed by its
 * audio buffers.
 */
export class FaustInstance {
  readonly inputs: readonly Float32Array[];
  readonly outputs: readonly Float32Array[];
  readonly #settings: Readonly<Record<string, number>>;
  readonly #name: string;
  readonly #compute: WasmFunction;
  readonly #setParam: WasmFunction;
  readonly #clear: WasmFunction;
  readonly #reset: WasmFunction;
  readonly #inputsAt: number;
  readonly #outputsAt: number;

  constructor(name: string, sampleRate: number) {
    const { binary, module } = dspBinary(name);
    const channels = binary.inputs + binary.outputs;
    this.#name = name;
    this.#settings = binary.settings;
    this.#inputsAt = Math.ceil(binary.stateBytes / 16) * 16;
    this.#outputsAt = this.#inputsAt + 4 * binary.inputs;
    const buffersAt = Math.ceil((this.#outputsAt + 4 * binary.outputs) / 16) * 16;
    const memory = new WebAssembly.Memory({
      initial: Math.ceil((buffersAt + channels * BLOCK_FRAMES * 4) / PAGE) + 1,
    });
    const env = { memory, _expf: exp, _powf: pow, _logf: ln, _sinf: sin, _cosf: cos };
    const { exports } = new WebAssembly.Instance(module, { env });
    const call = (what: string): WasmFunction => {
      const found: unknown = exports[what];
      if (typeof found !== 'function')
        throw new TypeError(`the DSP "${name}" exports no function "${what}"`);
      return (...args): unknown => Reflect.apply(found, undefined, args);
    };
    const pointers = new Int32Array(memory.buffer, this.#inputsAt, channels);
    const buffers: Float32Array[] = [];
    for (let i = 0; i < channels; i++) {
      pointers[i] = buffersAt + i * BLOCK_FRAMES * 4;
      buffers.push(new Float32Array(memory.buffer, buffersAt + i * BLOCK_FRAMES * 4, BLOCK_FRAMES));
    }
    this.inputs = buffers.slice(0, binary.inputs);
    this.outputs = buffers.slice(binary.inputs);
    this.#compute = call('compute');
    this.#setParam = call('setParamValue');
    this.#clear = call('instanceClear');
    this.#reset = call('instanceResetUserInterface');
    call('init')(STATE_AT, sampleRate);
  }

  /** Clears the state and restores all settings to the DSP's defaults. */
  reset(): void {
    this.#reset(STATE_AT);
    this.#clear(STATE_AT);
  }

  set(setting: string, value: number): void {
    const index = this.#settings[setting];
    if (index === undefined)
      throw new RangeError(
        `the DSP "${this.#name}" has no setting "${setting}"; it has ${Object.keys(this.#settings).join(', ')}`,
      );
    this.#setParam(STATE_AT, index, value);
  }

  has(setting: string): boolean {
    return setting in this.#settings;
  }

  setAll(settings: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(settings)) this.set(name, value);
  }

  /** Computes `frames` (at most BLOCK_FRAMES) from `inputs` into `outputs`. */
  compute(frames: number): void {
    this.#compute(STATE_AT, frames, this.#inputsAt, this.#outputsAt);
  }
}
