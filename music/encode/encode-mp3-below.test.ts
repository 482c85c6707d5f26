import { beforeAll, describe, expect, test, vi } from 'vitest';
import { decodeMp3 } from '../decode/decode-mp3.ts';
import { encoderWorkers } from '../engine/build/encoder-workers.ts';
import { reachLoudness } from '../master/reach-loudness.ts';
import { integratedLufs, truePeakDbtp } from '../measure/measure-loudness.ts';
import { Random } from '../signal/random.ts';
import { encodeMp3Below } from './encode-mp3-below.ts';
import { encodeMp3 } from './encode-mp3.ts';

// An encoder is slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

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
/** No MP3 has more than 20 kHz, and instruments hardly do. */
const dull = (sound: (i: number) => number): ((i: number) => number) => {
  let level = 0;
  return (i) => (level += 0.25 * (sound(i) - level));
};
const band = (i: number): number =>
  drum(i) + 0.3 * Math.sin(i / 140) + 0.15 * Math.sin(i / 33) + 0.1 * Math.sin(i / 21);

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
  const plain = await encodeMp3(audio, tags);
  expect(truePeakDbtp(await decodeMp3(plain)) > -1).toBe(tooLoud);
  const { mp3, truePeakDbtp: peak } = await encodeMp3Below(audio, tags, -1);
  const decoded = await decodeMp3(mp3);
  expect(truePeakDbtp(decoded)).toBe(peak);
  expect(peak).toBeLessThanOrEqual(-1);
  expect(decoded.left.length).toBe(audio.left.length);
  if (!tooLoud) expect(mp3).toEqual(plain);
});

describe.each([-8, -9, -11, -14])('a master at %d LUFS, as MP3', (targetLufs) => {
  test.each([
    ['a band', make(band)],
    ['drums', make(dull(drum))],
    ['a wide band', make(band, (i) => 0.7 * band(i + 17))],
  ])('%s: keeps its loudness, below the ceiling', async (_, mix) => {
    const { audio } = reachLoudness(mix, { targetLufs, ceilingDbtp: -1 });
    const { mp3, truePeakDbtp: peak } = await encodeMp3Below(audio, tags, -1);
    expect(peak).toBeLessThanOrEqual(-1);
    const lossLu = integratedLufs(audio) - integratedLufs(await decodeMp3(mp3));
    expect(Math.abs(lossLu)).toBeLessThan(0.3);
  });
});
