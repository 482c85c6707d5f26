import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { formatChunk, wavChunk, wavFile } from '../testing/wav-bytes.ts';
import { MaterialError } from './material-error.ts';
import { MaterialReader } from './material-reader.ts';

const FLOAT = 3;
const float32 = (seconds: number): Uint8Array =>
  wavFile([
    formatChunk({ kind: FLOAT, bits: 32 }),
    wavChunk('data', new Uint8Array(seconds * 44_100 * 4)),
  ]);

it('reads a file while the thread that asks goes on, and hands its bytes back', async () => {
  const file = float32(60);
  const { length } = file;
  let turns = 0;
  const reading = new MaterialReader().readLoop(file, 30);
  let done = false;
  void reading.finally(() => (done = true));
  while (!done) {
    await nextTurn();
    turns += 1;
  }
  expect(await reading).toMatchObject({ kind: 'loop', understood: { bars: 30 }, plain: null });
  expect((await reading).bytes).toHaveLength(length);
  expect(file, 'its bytes were moved, not copied').toHaveLength(0);
  expect(turns).toBeGreaterThan(10);
});

it('refuses what cannot be read, and goes on', async () => {
  const reader = new MaterialReader();
  for (const bytes of [100, 100_000])
    await expect(reader.readMidi(new Uint8Array(bytes), undefined), String(bytes)).rejects.toThrow(
      MaterialError,
    );
  const loop = reader.readLoop(float32(2), 1);
  expect(await loop).toMatchObject({ kind: 'loop' });
});
