import { beforeAll, expect, test } from 'vitest';
import { decodeFlac } from '../decode/decode-flac.ts';
import { encodeFlac } from '../encode/encode-flac.ts';
import { encoderWorkers } from '../engine/build/encoder-workers.ts';
import { toPcm24 } from '../signal/pcm24.ts';
import { clipToFullScale, largestDeviation, sumStems } from './sum-stems.ts';

beforeAll(async () => void Object.assign(globalThis, { FERMATA_ENCODERS: await encoderWorkers() }));

const stem = async (...samples: number[]) =>
  (await encodeFlac({ sampleRate: 48_000, samples: Int32Array.from(samples) })).flac;

test('the mix is the sum of its stems', async () => {
  const sum = sumStems([await stem(1, 2), await stem(10, -20)]);
  const mix = await encodeFlac(clipToFullScale(sum));
  expect([...toPcm24(decodeFlac(mix.flac)).samples]).toEqual([11, -18]);
  expect(largestDeviation(sum, mix.flac)).toBe(0);
  expect(largestDeviation(sum, await stem(11, -18 - 8192))).toBeCloseTo(8192 / 8_388_608, 12);
});

test('a sum over full scale is clipped, and the deviation is measured', async () => {
  const sum = sumStems([await stem(8_000_000, -8_000_000), await stem(4_194_304, -4_194_304)]);
  const mix = clipToFullScale(sum);
  expect([...mix.samples]).toEqual([8_388_607, -8_388_608]);
  expect(largestDeviation(sum, (await encodeFlac(mix)).flac)).toBeGreaterThan(0.4);
});

test('stems of different lengths, or no stems, are rejected', async () => {
  const stems = [await stem(1, 2), await stem(1, 2, 3, 4)];
  expect(() => sumStems(stems)).toThrow('differ in length');
  expect(() => sumStems([])).toThrow('at least one stem');
});
