import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DspBinary } from '../../render/dsp-binary.ts';
import { musicPackageFolder } from '../engine-files.ts';
import { compileDsp } from './compile-dsp.ts';

const BUFFERS = 4096;

test(
  'state in locals: every DSP computes the same bits for any block size, except for inaudible state',
  { timeout: 120_000 },
  async () => {
    const folder = join(musicPackageFolder(), 'render/dsp');
    const plain = await compileDsp(folder, (wasm) => wasm);
    const quick = await compileDsp(folder);
    expect(Object.keys(quick)).toContain('hall');
    for (const [name, binary] of Object.entries(plain)) {
      const other = quick[name];
      if (!other) throw new Error(`${name} was not optimised`);
      expect(other.wasm, name).not.toBe(binary.wasm);
      // Compare the whole memory, including the state that one block leaves for the next.
      expect(
        withoutFaint(memoryAfterBlocks(other)).equals(withoutFaint(memoryAfterBlocks(binary))),
        name,
      ).toBe(true);
    }
  },
);

/** Far below the last bit of any sample: cleared state and what follows from it. */
const FAINT = 1e-24;

/** Zeroes numbers too faint to be heard; all others must match bit for bit. */
function withoutFaint(memory: Buffer): Buffer {
  const words = new Float32Array(Uint8Array.from(memory).buffer);
  words.forEach((word, i) => {
    if (Math.abs(word) < FAINT) words[i] = 0;
  });
  return Buffer.from(words.buffer);
}

function memoryAfterBlocks({ wasm, stateBytes, inputs, outputs }: DspBinary): Buffer {
  const at = Math.ceil(stateBytes / 16) * 16;
  const channels = inputs + outputs;
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((at + 64 + channels * BUFFERS) / 65_536) + 1,
  });
  const { exp, pow, log, sin, cos } = Math;
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(Buffer.from(wasm, 'base64')),
    { env: { memory, _expf: exp, _powf: pow, _logf: log, _sinf: sin, _cosf: cos } },
  );
  const { init, compute } = exports;
  if (typeof init !== 'function' || typeof compute !== 'function')
    throw new TypeError('a DSP exports init and compute');
  Reflect.apply(init, undefined, [0, 24_000]);
  const pointers = new Int32Array(memory.buffer, at, channels);
  for (let i = 0; i < channels; i++) pointers[i] = at + 64 + i * BUFFERS;
  let seed = 1;
  for (const frames of [1024, 1, 7, 1024, 300, 1024, 1024]) {
    for (let i = 0; i < inputs; i++)
      new Float32Array(memory.buffer, at + 64 + i * BUFFERS, frames).forEach(
        (_, k, block) =>
          void (block[k] = (seed = (Math.imul(seed, 1_103_515_245) + 12_345) | 0) / 2 ** 33),
      );
    Reflect.apply(compute, undefined, [0, frames, at, at + 4 * inputs]);
  }
  return Buffer.from(memory.buffer);
}
