/**
 * An ahead-of-time compiled Faust DSP: wasm as base64, the size of its state, and the address of
 * each setting.
 */
export interface DspBinary {
  readonly wasm: string;
  readonly stateBytes: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly settings: Readonly<Record<string, number>>;
}

/** Inserted by the engine build (`engine/build/`): this code runs only inside the engine. */
declare const FERMATA_DSP: Readonly<Record<string, DspBinary>>;

const compiled = new Map<string, WebAssembly.Module>();

function compileOnce(name: string, base64: string): WebAssembly.Module {
  const module = compiled.get(name) ?? new WebAssembly.Module(Buffer.from(base64, 'base64'));
  compiled.set(name, module);
  return module;
}

export function dspBinary(name: string): { binary: DspBinary; module: WebAssembly.Module } {
  const binary = FERMATA_DSP[name];
  if (!binary)
    throw new RangeError(
      `the engine has no DSP "${name}"; it has ${Object.keys(FERMATA_DSP).join(', ')}`,
    );
  return { binary, module: compileOnce(name, binary.wasm) };
}
