import { createHash } from 'node:crypto';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeFlac } from '../decode/decode-flac.ts';
import { encoderWorkers } from '../engine/build/encoder-workers.ts';
import { pcmBytes, toPcm24, toStereo } from '../signal/pcm24.ts';
import { Random } from '../signal/random.ts';
import { encodeFlac } from './encode-flac.ts';
import { tagFlac } from './tag-flac.ts';

const RATE = 48_000;
const FULL = 8_388_607;
const signal = (frames: number, left: (i: number) => number, right = left) => {
  const samples = new Int32Array(frames * 2);
  for (let i = 0; i < frames; i++) {
    samples[2 * i] = Math.round(left(i));
    samples[2 * i + 1] = Math.round(right(i));
  }
  return { sampleRate: RATE, samples };
};
const random = new Random(3);

beforeAll(async () => void Object.assign(globalThis, { FERMATA_ENCODERS: await encoderWorkers() }));

describe('a FLAC file returns every sample', () => {
  test.each([
    ['silence', signal(10_000, () => 0)],
    [
      'one sample',
      signal(
        1,
        () => 5,
        () => -5,
      ),
    ],
    [
      'noise at full scale',
      signal(
        30_000,
        () => random.between(-FULL, FULL),
        () => random.between(-FULL, FULL),
      ),
    ],
    [
      'full scale, both ends',
      signal(
        9000,
        (i) => (i % 2 === 0 ? FULL : -FULL - 1),
        (i) => (i % 2 === 0 ? -FULL - 1 : FULL),
      ),
    ],
    [
      'a chord',
      signal(
        50_001,
        (i) => 3e6 * Math.sin(i / 30) + 1e6 * Math.sin(i / 7),
        (i) => 3e6 * Math.sin(i / 30),
      ),
    ],
    [
      'left and right opposed',
      signal(
        20_000,
        (i) => 4e6 * Math.sin(i / 50),
        (i) => -4e6 * Math.sin(i / 50),
      ),
    ],
    ['a ramp with its low bits empty', signal(20_000, (i) => (i % 4096) * 256)],
    ['whispered noise', signal(20_000, () => random.between(-3, 3))],
  ])('%s', async (_, pcm) => {
    const { flac, pcmSha256 } = await encodeFlac(pcm);
    const back = toPcm24(decodeFlac(flac));
    expect(back.sampleRate).toBe(RATE);
    expect(
      Buffer.compare(Buffer.from(pcmBytes(back.samples)), Buffer.from(pcmBytes(pcm.samples))),
    ).toBe(0);
    expect(pcmSha256).toBe(createHash('sha256').update(pcmBytes(back.samples)).digest('hex'));
    // STREAMINFO's MD5 is at byte 26.
    expect(Buffer.from(flac.subarray(26, 42)).toString('hex')).toBe(
      createHash('md5').update(pcmBytes(pcm.samples)).digest('hex'),
    );
  });
});

test('24-bit integers pass through floats unchanged, and values beyond full scale are clipped', () => {
  const pcm = signal(1000, () => random.between(-FULL, FULL));
  expect(toPcm24(toStereo(pcm)).samples).toEqual(pcm.samples);
  expect([
    ...toPcm24({ sampleRate: RATE, left: Float32Array.of(2), right: Float32Array.of(-2) }).samples,
  ]).toEqual([FULL, -FULL - 1]);
});

test('other libraries read the tags, and the audio after them is unchanged', async () => {
  const { flac } = await encodeFlac(signal(20_000, (i) => 1e6 * Math.sin(i / 20)));
  const tags = {
    title: 'Ärger ☂',
    artist: 'Ada',
    recipeId: 'f'.repeat(64),
    comment: 'Made by AI',
    tempoBpm: 77.6,
    key: { tonic: 'Gb', mode: 'lydian' },
  } as const;
  const tagged = tagFlac(flac, tags);
  expect(decodeFlac(tagged)).toEqual(decodeFlac(flac));
  expect(tagFlac(tagged, tags)).toEqual(tagged);
  for (const field of ['BPM=78', 'INITIALKEY=Gb'])
    expect(Buffer.from(tagged).includes(field), field).toBe(true);
  const read = await new Input({
    source: new BufferSource(tagged),
    formats: ALL_FORMATS,
  }).getMetadataTags();
  expect(read).toMatchObject({ title: 'Ärger ☂', artist: 'Ada', comment: 'Made by AI' });
});

test('FLAC files in other formats are rejected with a reason', async () => {
  const { flac } = await encodeFlac(signal(5000, (i) => i));
  expect(() => decodeFlac(new Uint8Array(100))).toThrow('not a FLAC file');
  expect(() => decodeFlac(flac.subarray(0, flac.length - 50))).toThrow(
    /ends in the middle|lost its frames/,
  );
});
