import { beforeAll, expect, it } from 'vitest';
import { decodeWav } from '../decode/decode-wav.ts';
import { encodeFlac } from '../encode/encode-flac.ts';
import { encoderWorkers } from '../engine/build/encoder-workers.ts';
import { measureLoudness } from '../measure/measure-loudness.ts';
import { toPcm24 } from '../signal/pcm24.ts';
import { quieterWav } from './quieter-wav.ts';

beforeAll(async () => void Object.assign(globalThis, { FERMATA_ENCODERS: await encoderWorkers() }));

const RATE = 48_000;
const tone = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 2 * RATE }, (_, i) => amplitude * Math.sin((i * 2 * Math.PI) / 48));

it('a louder recording becomes as loud as a quieter one', async () => {
  const left = tone(0.5);
  const { flac } = await encodeFlac(toPcm24({ sampleRate: RATE, left, right: left }));
  const [loud, quiet] = [quieterWav(flac, 0), quieterWav(flac, -6)].map((wav) =>
    measureLoudness(decodeWav(wav)),
  );
  expect(loud).toBeDefined();
  expect((loud?.integratedLufs ?? 0) - (quiet?.integratedLufs ?? 0)).toBeCloseTo(6, 2);
  expect(() => quieterWav(flac, 1)).toThrow(/may clip/);
});
