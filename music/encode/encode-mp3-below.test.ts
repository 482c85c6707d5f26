import { beforeAll, expect, test } from 'vitest';
import { decodeMp3 } from '../decode/decode-mp3.ts';
import { encoderWorkers } from '../engine/build/encoder-workers.ts';
import { truePeakDbtp } from '../measure/measure-loudness.ts';
import { Random } from '../signal/random.ts';
import { encodeMp3Below } from './encode-mp3-below.ts';
import { encodeMp3 } from './encode-mp3.ts';

beforeAll(async () => void Object.assign(globalThis, { FERMATA_ENCODERS: await encoderWorkers() }));

const RATE = 48_000;
const tags = { title: 'Peak', artist: 'Ada', recipeId: 'f'.repeat(64), comment: 'Made by AI' };
const random = new Random(4);
const make = (left: (i: number) => number, right = left) => ({
  sampleRate: RATE,
  left: Float32Array.from({ length: 3 * RATE }, (_, i) => left(i)),
  right: Float32Array.from({ length: 3 * RATE }, (_, i) => right(i)),
});
const drum = (i: number): number =>
  Math.exp(-(i % 12_000) / 900) * (0.7 * random.between(-1, 1) + 0.3 * Math.sin(i / 90));
const cut = (x: number): number => Math.max(-0.89, Math.min(0.89, x));

test.each([
  ['a soft chord', make((i) => 0.2 * Math.sin(i / 30) + 0.2 * Math.sin(i / 24)), false],
  ['drums cut off at the ceiling', make((i) => cut(3 * drum(i))), true],
  [
    'a square wave at the ceiling',
    make((i) => (Math.floor(i / 109) % 2 === 0 ? 0.89 : -0.89)),
    true,
  ],
  ['noise cut off at the ceiling', make(() => cut(2 * random.between(-1, 1))), true],
  [
    'a bass with a click',
    make(
      (i) => 0.6 * Math.sin(i / 150) + (i % 24_000 === 0 ? 0.28 : 0),
      (i) => 0.5 * Math.sin(i / 150),
    ),
    false,
  ],
])('%s stays below −1 dBTP after decoding', async (_, audio, tooLoud) => {
  const plain = truePeakDbtp(await decodeMp3(await encodeMp3(audio, tags)));
  expect(plain > -1).toBe(tooLoud);
  const { mp3, truePeakDbtp: peak } = await encodeMp3Below(audio, tags, -1);
  expect(truePeakDbtp(await decodeMp3(mp3))).toBe(peak);
  expect(peak).toBeLessThanOrEqual(-1);
  // Barely softer than necessary (noise is coded differently at each gain), and unchanged if it
  // was soft enough.
  expect(peak).toBeGreaterThan(Math.min(-1.6, plain - 1e-6));
});
