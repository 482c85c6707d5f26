import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeMp3 } from '../decode/decode-mp3.ts';
import { encoderWorkers } from '../engine/build/encoder-workers.ts';
import { pcmBytes, toPcm24 } from '../signal/pcm24.ts';
import { Random } from '../signal/random.ts';
import { encodeMp3 } from './encode-mp3.ts';
import { encodeWav24 } from './encode-wav24.ts';

beforeAll(async () => void Object.assign(globalThis, { FERMATA_ENCODERS: await encoderWorkers() }));

const RATE = 48_000;
const tags = {
  title: 'Ärger ☂',
  artist: 'Ada',
  recipeId: 'f'.repeat(64),
  comment: 'Made by AI',
  isrc: 'DEZ652600001',
  tempoBpm: 77.6,
  key: { tonic: 'Gb', mode: 'dorian' },
} as const;
const random = new Random(9);
const audio = {
  sampleRate: RATE,
  left: Float32Array.from(
    { length: 2 * RATE + 77 },
    (_, i) => 0.3 * Math.sin(i / 20) + 0.1 * random.between(-1, 1),
  ),
  right: Float32Array.from({ length: 2 * RATE + 77 }, (_, i) => 0.4 * Math.sin(i / 31)),
};
const inputOf = (file: Uint8Array): Input =>
  new Input({ source: new BufferSource(file), formats: ALL_FORMATS });

/** The text of a frame of the ID3v2.4 tag. */
function frameOf(file: Uint8Array, name: string): string {
  const bytes = Buffer.from(file);
  const at = bytes.indexOf(name);
  // Name, size in four bytes, flags, then the encoding.
  return bytes.toString('utf8', at + 11, at + 10 + (bytes[at + 7] ?? 0));
}

describe('an MP3', () => {
  test('has 320 kbit/s in every frame', async () => {
    const packets = 2.05 * (320_000 / 8);
    const file = await encodeMp3(audio, tags);
    expect(file.length).toBeGreaterThan(packets * 0.95);
    expect(file.length).toBeLessThan(packets * 1.08);
    expect(
      (await (await inputOf(file).getPrimaryAudioTrack())?.computePacketStats())?.averageBitrate,
    ).toBeCloseTo(320_000, -2);
  });

  test('carries its tags, with ISRC, recipe, tempo and key', async () => {
    const file = await encodeMp3(audio, tags);
    expect(await inputOf(file).getMetadataTags()).toMatchObject({
      title: tags.title,
      artist: tags.artist,
      comment: tags.comment,
    });
    expect(frameOf(file, 'TBPM')).toBe('78');
    expect(frameOf(file, 'TKEY')).toBe('Gbm');
    for (const text of ['TSRC', tags.isrc, `RECIPE\0${tags.recipeId}`])
      expect(Buffer.from(file).includes(text)).toBe(true);
    const { isrc, ...without } = tags;
    expect(Buffer.from(await encodeMp3(audio, without)).includes(isrc)).toBe(false);
  });

  test('decodes to as many samples as were encoded, each in its place', async () => {
    const back = await decodeMp3(await encodeMp3(audio, tags));
    expect(back.sampleRate).toBe(RATE);
    expect(back.left.length).toBe(audio.left.length);
    const apart = Math.sqrt(
      audio.right.reduce((sum, x, i) => sum + (x - (back.right[i] ?? 0)) ** 2, 0) /
        audio.right.length,
    );
    expect(apart).toBeLessThan(0.002);
  });

  test('is deterministic, and a file that is not an MP3 is rejected', async () => {
    expect(await encodeMp3(audio, tags)).toEqual(await encodeMp3(audio, tags));
    await expect(decodeMp3(new Uint8Array(5000))).rejects.toThrow('cannot be decoded');
  });
});

test('a WAV has every sample in 24 bits, and other libraries read its tags', async () => {
  const pcm = toPcm24(audio);
  const file = encodeWav24(pcm, tags);
  expect(Buffer.from(file).includes(Buffer.from(pcmBytes(pcm.samples)))).toBe(true);
  const input = inputOf(file);
  expect(await input.getMetadataTags()).toMatchObject({
    title: tags.title,
    artist: tags.artist,
    comment: tags.comment,
  });
  expect(await input.computeDuration()).toBeCloseTo(audio.left.length / RATE, 5);
  const track = await input.getPrimaryAudioTrack();
  expect(track?.codec).toBe('pcm-s24');
  for (const text of ['bext', 'LIST', 'id3 ', tags.isrc])
    expect(Buffer.from(file).includes(text)).toBe(true);
  expect(Buffer.from(file).readUInt32LE(4)).toBe(file.length - 8);
});
