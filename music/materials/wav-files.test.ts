import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decodeWav } from '../decode/decode-wav.ts';
import { slowdown } from '../testing/slowdown.ts';
import { acidChunk, formatChunk, wavChunk, wavFile } from '../testing/wav-bytes.ts';
import { MaterialError } from './material-error.ts';
import { readLoop } from './read-loop.ts';

const RATE = 44_100;
/** Whole numbers of `bytes` bytes, little-endian: a saw of 100 steps. */
function samples(seconds: number, bytes: 2 | 3 | 4, scale = 2 ** (8 * bytes - 9)): Buffer {
  const out = Buffer.alloc(Math.round(seconds * RATE) * bytes);
  for (let i = 0; i * bytes < out.length; i++)
    out.writeIntLE(((i % 100) - 50) * scale, i * bytes, bytes);
  return out;
}
const data = (seconds = 2): Buffer => wavChunk('data', samples(seconds, 2));
const PLAIN = wavFile([formatChunk(), data()]);
const SOUND = decodeWav(PLAIN);

describe('a WAV as programs write it', () => {
  const note = (text: string, padded = true) => wavChunk('LIST', Buffer.from(text), { padded });
  const longSizes = (bytes: number): Buffer => {
    const body = Buffer.alloc(28);
    body.writeBigUInt64LE(BigInt(bytes), 8);
    return wavChunk('ds64', body);
  };
  const open = (size: number) => wavChunk('data', samples(2, 2), { size });
  it.each<[string, Uint8Array]>([
    ['a plain one', PLAIN],
    [
      'chunks before the format and behind the samples, and a wrong RIFF size',
      wavFile(
        [
          wavChunk('JUNK', Buffer.alloc(28)),
          wavChunk('bext', Buffer.alloc(602)),
          note('INFOISFT\x05\0\0\0abcde'),
          formatChunk(),
          data(),
          wavChunk('id3 ', Buffer.from('ID3\x04\0\0\0\0\0\0')),
        ],
        { size: 36 },
      ),
    ],
    [
      'chunks without padding',
      wavFile([note('abc', false), formatChunk(), note('x', false), data()]),
    ],
    ['size FFFFFFFF', wavFile([formatChunk(), open(0xffff_ffff)], { size: 0xffff_ffff })],
    ['size 0', wavFile([formatChunk(), open(0)], { size: 0 })],
    ['size 7FFFFFFF', wavFile([formatChunk(), open(0x7fff_ffff)])],
    [
      'RF64 with the size in ds64',
      wavFile([longSizes(2 * 2 * RATE), formatChunk(), open(0xffff_ffff), note('behind')], {
        magic: 'RF64',
        size: 0xffff_ffff,
      }),
    ],
    [
      'RF64 that was never finished',
      wavFile([longSizes(0), formatChunk(), open(0xffff_ffff)], { magic: 'RF64', size: 0 }),
    ],
    [
      'a last chunk that is cut off',
      wavFile([formatChunk(), data(), wavChunk('LIST', Buffer.alloc(3), { size: 99 })]),
    ],
  ])('%s: the engine reads the same sound', (_, file) => {
    const { understood, wav } = readLoop(file, 1);
    expect(understood).toMatchObject({ durationSeconds: 2, sampleRate: RATE, tempoBpm: 120 });
    expect(decodeWav(wav)).toEqual(SOUND);
  });

  test('a file that the engine reads is kept byte by byte', () => {
    expect(readLoop(PLAIN).wav).toBe(PLAIN);
  });

  test('an open size is told', () => {
    const { understood } = readLoop(wavFile([formatChunk(), open(0xffff_ffff)]), 1);
    expect(understood.remarks).toEqual([
      'the file does not state how many samples it has; they were read to its end',
    ]);
  });

  const left = SOUND.left;
  it.each<[string, Uint8Array]>([
    [
      'extensible, 24 bits',
      wavFile([
        formatChunk({ bits: 24, extension: { kind: 1, validBits: 24 } }),
        wavChunk('data', samples(2, 3)),
      ]),
    ],
    [
      'extensible, 24 bits in 32',
      wavFile([
        formatChunk({ bits: 32, extension: { kind: 1, validBits: 24 } }),
        wavChunk('data', samples(2, 4)),
      ]),
    ],
    [
      'extensible, 24 bits in the lower bytes of 32',
      wavFile([
        formatChunk({ bits: 32, extension: { kind: 1, validBits: 24 } }),
        wavChunk('data', withLowBits(samples(2, 4, 2 ** 15))),
      ]),
    ],
    [
      '24 bits in frames of 32',
      wavFile([formatChunk({ bits: 24, align: 4 }), wavChunk('data', samples(2, 4))]),
    ],
  ])('%s: the samples have their level', (_, file) => {
    const { understood, wav } = readLoop(file, 1);
    expect(understood.durationSeconds).toBe(2);
    const read = decodeWav(wav).left;
    expect(Math.max(...read.map((x, i) => Math.abs(x - (left[i] ?? 0))))).toBeLessThan(1e-6);
  });

  /** A last bit that only samples in the lower bytes have. */
  function withLowBits(bytes: Buffer): Buffer {
    bytes[0] = (bytes[0] ?? 0) | 1;
    return bytes;
  }

  const chunks = (count: number) =>
    Array.from({ length: count }, () => wavChunk('LIST', Buffer.alloc(0)));
  it.each<[string, () => Uint8Array, string]>([
    [
      'a file that is cut off',
      () => PLAIN.subarray(0, PLAIN.length - 50_000),
      'is truncated: it states 176400 bytes of samples and has 126400, so the recording is cut off',
    ],
    [
      'a file that is cut off before its samples',
      () => wavFile([wavChunk('bext', Buffer.alloc(600))]).subarray(0, 300),
      'its chunk "bext" states 600 bytes and has 280; it is cut off before its samples',
    ],
    ['a header alone', () => PLAIN.subarray(0, 36), 'no data chunk'],
    [
      'no samples',
      () => wavFile([formatChunk(), wavChunk('data', Buffer.alloc(0))]),
      'has no samples',
    ],
    [
      'no samples, but a chunk behind them',
      () =>
        wavFile([
          formatChunk(),
          wavChunk('data', Buffer.alloc(0)),
          wavChunk('LIST', Buffer.alloc(4)),
        ]),
      'has no samples',
    ],
    ['samples before their format', () => wavFile([data(), formatChunk()]), 'before their format'],
    ['two thousand chunks', () => wavFile([...chunks(2000), formatChunk(), data()]), '1000 chunks'],
    ['8 bits', () => wavFile([formatChunk({ bits: 8 }), data()]), '8 bits'],
    [
      'samples apart',
      () => wavFile([formatChunk({ align: 4 }), data()]),
      'states 4 bytes for 1 samples',
    ],
    ['ADPCM', () => wavFile([formatChunk({ kind: 2, bits: 4 }), data()]), 'not format 2 of 4 bits'],
    [
      'MP3',
      () => Uint8Array.of(0xff, 0xfb, 0x90, 0, 0, 0),
      'but an MP3 file: there is no WAV header',
    ],
    ['MP3 with tags', () => new Uint8Array(Buffer.from('ID3\x03\0\0\0\0')), 'but an MP3 file'],
    ['AAC', () => Uint8Array.of(0xff, 0xf1, 0x50, 0x80), 'but an AAC file'],
    ['FLAC', () => new Uint8Array(Buffer.from('fLaC\0\0\0\x22')), 'but a FLAC file'],
    ['AIFF', () => new Uint8Array(Buffer.from('FORM\0\0\0\0AIFF')), 'but an AIFF file'],
    ['Ogg', () => new Uint8Array(Buffer.from('OggS\0\0\0\0')), 'but an Ogg file'],
    ['M4A', () => new Uint8Array(Buffer.from('\0\0\0\x20ftypM4A ')), 'but an MP4 file'],
    ['MIDI', () => new Uint8Array(Buffer.from('MThd\0\0\0\x06')), 'but a MIDI file'],
    ['nothing', () => new Uint8Array(), 'but an empty file'],
    ['anything else', () => new Uint8Array(100), 'not a WAV file: there is no WAV header'],
  ])('%s is refused with the reason', (_, file, words) => {
    expect(() => readLoop(file())).toThrow(MaterialError);
    expect(() => readLoop(file())).toThrow(words);
  });

  test('any change of a byte gives a sound that the engine reads, or a reason', () => {
    const file = wavFile([wavChunk('LIST', Buffer.from('abc')), formatChunk(), data(0.6)]);
    const changes = fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(changes, (list) => {
        const changed = file.slice();
        for (const [at, byte] of list) changed[at] = byte;
        try {
          const { understood, wav } = readLoop(changed);
          const { left, sampleRate } = decodeWav(wav);
          expect(left.length / sampleRate).toBe(understood.durationSeconds);
        } catch (error) {
          expect(error).toBeInstanceOf(MaterialError);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('32 MB of empty chunks are refused without reading them all', () => {
    const withChunks = (bytes: number): Uint8Array => {
      const file = new Uint8Array(bytes);
      file.set(wavFile([]));
      for (let at = 12; at + 8 <= file.length; at += 8) file.set([76, 73, 83, 84], at);
      return file;
    };
    const refused = (file: Uint8Array) => () => expect(() => readLoop(file)).toThrow('1000 chunks');
    const [small, large] = [withChunks(32 * 1024), withChunks(32 * 1024 * 1024)];
    // It has a thousand times as many chunks.
    expect(slowdown(refused(small), refused(large))).toBeLessThan(20);
  });
});

describe('the tempo of a loop', () => {
  const bars4 = (4 * 4 * 60) / 174;
  const acid = (seconds: number, ...chunk: Parameters<typeof acidChunk>) =>
    wavFile([formatChunk(), data(seconds), acidChunk(...chunk)]);

  it.each<[string, Uint8Array, number | undefined, number, number, string[] | undefined]>([
    [
      'is that of the acid chunk',
      acid(bars4, 16, 174),
      undefined,
      4,
      174,
      ["4 bars, as the file's acid chunk states"],
    ],
    [
      'is found by the beats alone',
      acid(bars4, 16, 0),
      undefined,
      4,
      174,
      ["4 bars, as the file's acid chunk states"],
    ],
    [
      'is found by the tempo alone',
      acid(bars4, 0, 174),
      undefined,
      4,
      174,
      ["4 bars, as the file's acid chunk states"],
    ],
    [
      'is that of the stated bars',
      acid(bars4, 16, 174),
      2,
      2,
      87,
      ["the file's acid chunk has 4 bars; the stated number is 2"],
    ],
    ['is that of the stated bars without a remark', acid(bars4, 16, 174), 4, 4, 174, undefined],
    [
      'is a guess that is told',
      acid(8, 0, 0),
      undefined,
      4,
      120,
      ['4 bars: a guess from the length; state the bars if the loop has others'],
    ],
    [
      'does not come from a one-shot',
      acid(8, 20, 150, 1),
      undefined,
      4,
      120,
      ['4 bars: a guess from the length; state the bars if the loop has others'],
    ],
  ])('%s', (_, file, stated, bars, bpm, remarks) => {
    const { understood } = readLoop(file, stated);
    expect(understood.bars).toBe(bars);
    expect(understood.tempoBpm).toBeCloseTo(bpm, 1);
    expect(understood.remarks).toEqual(remarks);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'beats that are no whole bars',
      acid(4, 6, 90),
      '6 beats, which are not whole bars of 4/4: state how many bars it has',
    ],
    [
      'a tempo that its length does not have',
      acid(9.5, 16, 120),
      '16 beats at 120 a minute, but in its 9.50 s they are at 101.05: state',
    ],
  ])('is asked for with %s', (_, file, words) => {
    expect(() => readLoop(file)).toThrow(words);
    expect(readLoop(file, 2).understood.bars).toBe(2);
  });
});
