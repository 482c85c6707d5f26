import { describe, expect, test } from 'vitest';
import { formatChunk, wavChunk, wavFile } from '../../music/testing/wav-bytes.ts';
import { checkAudio } from './check-audio.ts';

const RATE = 44_100;
const LOUD = 0.5;
/** -66 dBFS. */
const INAUDIBLE = 0.0005;

type Write = (file: Buffer, value: number, at: number) => void;
const FORMATS: Readonly<Record<string, { kind: number; bits: number; write: Write }>> = {
  '16 bits': {
    kind: 1,
    bits: 16,
    write: (f, v, at) => f.writeInt16LE(Math.trunc(v * 2 ** 15), at),
  },
  '24 bits': {
    ...{ kind: 1, bits: 24 },
    write: (f, v, at) => f.writeIntLE(Math.trunc(v * 2 ** 23), at, 3),
  },
  '32 bits': {
    kind: 1,
    bits: 32,
    write: (f, v, at) => f.writeInt32LE(Math.trunc(v * 2 ** 31), at),
  },
  float: { kind: 3, bits: 32, write: (f, v, at) => f.writeFloatLE(v, at) },
};

function mono(format: string, seconds: number, level: number): Uint8Array {
  const { kind, bits, write } = FORMATS[format] ?? expect.fail('no such format');
  const width = bits / 8;
  const samples = Buffer.alloc(seconds * RATE * width);
  for (let i = 0; i < seconds * RATE; i++) write(samples, i % 100 < 50 ? level : -level, i * width);
  return wavFile([formatChunk({ kind, bits, rate: RATE }), wavChunk('data', samples)]);
}

describe.each(Object.keys(FORMATS))('samples of %s', (format) => {
  test('are heard above -60 dBFS, and only there', () => {
    expect(checkAudio(mono(format, 1, LOUD), 1)).toEqual({ sampleRate: RATE, seconds: 1 });
    expect(() => checkAudio(mono(format, 1, INAUDIBLE), 1)).toThrow('made silent audio');
  });
});

test('a sample that is not a number is refused', () => {
  expect(() => checkAudio(mono('float', 1, Number.NaN), 1)).toThrow('not a number');
});

test.each([
  [10, 8, true],
  [10, 7, false],
  [10, 13, false],
  [60, 57, true],
  [60, 56, false],
])('of %i s asked for, %i s are accepted: %s', (asked, made, isAccepted) => {
  const check = () => checkAudio(mono('16 bits', made, LOUD), asked);
  if (isAccepted) expect(check().seconds).toBe(made);
  else expect(check).toThrow(`made ${made}.0 s of audio instead of ${asked} s`);
});
