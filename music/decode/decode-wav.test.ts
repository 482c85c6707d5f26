import { expect, test } from 'vitest';
import { decodeWav, WavError } from './decode-wav.ts';

interface WavOptions {
  readonly kind?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly data?: Buffer;
  readonly dataSize?: number;
  readonly before?: Buffer;
}

function wav({
  kind = 1,
  channels = 2,
  rate = 48_000,
  bits = 16,
  data = Buffer.alloc(400),
  dataSize = data.length,
  before = Buffer.alloc(0),
}: WavOptions = {}): Uint8Array {
  const head = Buffer.alloc(36);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(28 + before.length + 8 + data.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(kind, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE((rate * channels * bits) / 8, 28);
  head.writeUInt16LE((channels * bits) / 8, 32);
  head.writeUInt16LE(bits, 34);
  const tail = Buffer.alloc(8);
  tail.write('data', 0, 'latin1');
  tail.writeUInt32LE(dataSize, 4);
  return new Uint8Array(Buffer.concat([head, before, tail, data]));
}

test('16-bit, 24-bit and float samples are read correctly', () => {
  const sixteen = Buffer.alloc(8);
  [16_384, -32_768, -16_384, 32_767].forEach((x, i) => sixteen.writeInt16LE(x, 2 * i));
  expect(decodeWav(wav({ data: sixteen }))).toEqual({
    sampleRate: 48_000,
    left: Float32Array.of(0.5, -0.5),
    right: Float32Array.of(-1, 32_767 / 32_768),
  });
  const deep = Buffer.alloc(6);
  deep.writeIntLE(4_194_304, 0, 3);
  deep.writeIntLE(-1, 3, 3);
  expect(decodeWav(wav({ bits: 24, channels: 1, rate: 44_100, data: deep }))).toEqual({
    sampleRate: 44_100,
    left: Float32Array.of(0.5, -1 / 8_388_608),
    right: Float32Array.of(0.5, -1 / 8_388_608),
  });
  const float = Buffer.alloc(8);
  float.writeFloatLE(0.25, 0);
  float.writeFloatLE(9, 4);
  expect(decodeWav(wav({ kind: 3, bits: 32, data: float }))).toMatchObject({
    left: Float32Array.of(0.25),
    right: Float32Array.of(4),
  });
});

test('other chunks are skipped', () => {
  const note = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
  expect(decodeWav(wav({ before: note })).left).toHaveLength(100);
});

const notANumber = Buffer.alloc(8);
notANumber.writeFloatLE(Number.NaN, 0);
test.each<[string, Uint8Array, string]>([
  ['another file', new TextEncoder().encode('ID3 this is an MP3 file'), 'not a WAV file'],
  ['an empty file', new Uint8Array(), 'not a WAV file'],
  ['a header alone', wav().subarray(0, 36), 'no data chunk'],
  ['a cut header', wav().subarray(0, 30), 'fmt chunk of this WAV is truncated'],
  ['a cut file', wav({ dataSize: 5000 }), 'states 5000 bytes of samples and has 400'],
  ['no samples', wav({ data: Buffer.alloc(0) }), 'has no samples'],
  ['8 bits', wav({ bits: 8 }), 'not format 1 of 8 bits'],
  ['six channels', wav({ channels: 6 }), 'one or two channels, not 6'],
  ['a strange rate', wav({ rate: 22_050 }), 'not 22050'],
  [
    'more than a minute',
    wav({ data: Buffer.alloc(4 * 48_000 * 61) }),
    'at most 60 seconds, not 61',
  ],
  ['samples that are not numbers', wav({ kind: 3, bits: 32, data: notANumber }), 'not a number'],
])('%s is rejected with a reason', (_, bytes, words) => {
  expect(() => decodeWav(bytes)).toThrow(WavError);
  expect(() => decodeWav(bytes)).toThrow(words);
});
