import { loudnessModule } from '../render/engine-binaries.ts';
import type { Stereo } from '../render/stereo.ts';

/** What silence measures: nothing in the catalogue is -Infinity. */
export const SILENT_LUFS = -120;

type Meter = (sampleRate: number, left: Float32Array, right: Float32Array) => number;
let meters: { integrated: Meter; truePeak: Meter } | undefined;

/** ebur128 (ITU-R BS.1770-4) through its wasm alone: its JavaScript would bring a second way of loading. */
function open(): { integrated: Meter; truePeak: Meter } {
  const refuse = (): never => {
    throw new Error('the loudness meter stopped: its input is not what it can measure');
  };
  const glue = { __wbg_new_693216e109162396: () => 0, __wbg_stack_0ddaca5d1abfb52f: () => undefined, __wbg_error_09919627ac0992f5: refuse, __wbindgen_object_drop_ref: () => undefined };
  const { exports } = new WebAssembly.Instance(loudnessModule(), { './ebur128_wasm_bg.js': glue });
  const memory = exports.memory;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('the loudness meter has no memory');
  const call = (name: string, ...args: number[]): number => {
    const found: unknown = exports[name];
    if (typeof found !== 'function') throw new TypeError(`the loudness meter exports no "${name}"`);
    return Number(Reflect.apply(found, undefined, args));
  };
  // The callee frees what it was handed.
  const hand = (samples: Float32Array): number => {
    const at = call('__wbindgen_malloc', samples.length * 4);
    new Float32Array(memory.buffer).set(samples, at / 4);
    return at;
  };
  const meter = (name: string): Meter => (sampleRate, left, right) => {
    const l = hand(left);
    const r = hand(right);
    const value = call(name, sampleRate, l, left.length, r, right.length);
    return Number.isFinite(value) ? Math.max(SILENT_LUFS, value) : SILENT_LUFS;
  };
  return { integrated: meter('ebur128_integrated_stereo'), truePeak: meter('ebur128_true_peak_stereo') };
}

/** Integrated loudness in LUFS. */
export const integratedLufs = (audio: Stereo): number => (meters ??= open()).integrated(audio.sampleRate, audio.left, audio.right);
/** True peak in dBTP. */
export const truePeakDbtp = (audio: Stereo): number => (meters ??= open()).truePeak(audio.sampleRate, audio.left, audio.right);
