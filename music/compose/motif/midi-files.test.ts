import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Motif } from '@fermata/contracts/values';
import {
  chunk,
  END,
  event,
  header,
  melody,
  meta,
  metre,
  midiFile,
  riffChunk,
  tempo,
  tracksFile,
  variableLength,
} from '../../testing/midi-bytes.ts';
import { slowdown } from '../../testing/slowdown.ts';
import { readMelody } from './read-melody.ts';

const TUNE = [60, 62, 64, 65, 67, 69, 71, 72, 71, 69, 67, 65, 64, 62, 60, 60];
const HEAD = [...tempo(500_000), ...metre(4, 2), ...END];
const read = (file: Uint8Array, bars = 16) => {
  const reading = readMelody(file, { bars });
  Motif.parse(reading.motif);
  return reading;
};
const PLAIN = read(tracksFile(HEAD, [...melody(TUNE), ...END]));
const onsets = (file: Uint8Array): number[] => read(file).motif.notes.map(({ beat }) => beat);
const pitches = (file: Uint8Array): number[] => read(file).motif.notes.map(({ midi }) => midi);

/** Notes as [beat, beats, pitch] on a channel, in order of time. */
const line = (notes: readonly (readonly [number, number, number])[], channel: number) =>
  notes.flatMap(([beat, beats, midi]) => [
    { tick: beat * 480, on: 1, bytes: [0x90 | channel, midi, 90] },
    { tick: (beat + beats) * 480, on: 0, bytes: [0x80 | channel, midi, 0] },
  ]);
function trackOf(moves: ReturnType<typeof line>, head: number[] = []): number[] {
  let now = 0;
  const events = moves
    .toSorted((a, b) => a.tick - b.tick || a.on - b.on)
    .flatMap(({ tick, bytes }) => {
      const delta = tick - now;
      now = tick;
      return event(delta, ...bytes);
    });
  return [...head, ...events, ...END];
}

describe('a melody among other events and chunks', () => {
  test('a plain tune is the reference', () => {
    expect(PLAIN.motif).toMatchObject({ beatsPerBar: 4, bars: 4 });
    expect(PLAIN.motif.notes.map(({ midi }) => midi)).toEqual(TUNE);
    expect(PLAIN).toMatchObject({ tempoBpm: 120, remarks: [] });
  });

  it.each<[string, Uint8Array]>([
    [
      'a foreign chunk before the tracks',
      midiFile(
        header(1, 2, 480),
        chunk('XFIH', [1, 2, 3]),
        chunk('MTrk', HEAD),
        chunk('MTrk', [...melody(TUNE), ...END]),
      ),
    ],
    [
      'a foreign chunk between and after the tracks',
      midiFile(
        header(1, 2, 480),
        chunk('MTrk', HEAD),
        chunk('XFKM', [1, 2, 3, 4]),
        chunk('MTrk', [...melody(TUNE), ...END]),
        chunk('XFKM', []),
      ),
    ],
    [
      'a longer header',
      midiFile(
        chunk('MThd', [0, 1, 0, 2, 1, 0xe0, 9, 9]),
        chunk('MTrk', HEAD),
        chunk('MTrk', [...melody(TUNE), ...END]),
      ),
    ],
    [
      'an empty track, no end of track, and stray bytes at the end',
      midiFile(
        header(1, 3, 480),
        chunk('MTrk', HEAD),
        chunk('MTrk', []),
        chunk('MTrk', melody(TUNE)),
        [0, 0, 0, 0, 0, 0],
      ),
    ],
    [
      'bytes behind the end of a track, and behind the last one',
      midiFile(
        header(1, 2, 480),
        chunk('MTrk', [...HEAD, 7, 7, 7]),
        chunk('MTrk', [...melody(TUNE), ...END]),
        [...Buffer.from('no chunk at all but more than eight bytes')],
      ),
    ],
    [
      'meta events of odd length',
      tracksFile(
        [
          ...tempo(500_000),
          ...metre(4, 2),
          ...meta(0, 0x59, [0]),
          ...meta(0, 0x51, [7]),
          ...meta(0, 0x58, [3]),
          ...meta(0, 0x20, []),
          ...meta(0, 0x00, [1]),
          ...meta(0, 0x54, [1, 2]),
          ...meta(0, 0x2f, [0]),
        ],
        [...melody(TUNE), ...END],
      ),
    ],
    [
      'a text of 200,000 bytes, and one in Shift-JIS',
      tracksFile(
        [...meta(0, 2, new Array<number>(200_000).fill(120)), ...HEAD],
        [...meta(0, 3, [0x8e, 0xe5, 0x90, 0xf9, 0x97, 0xa5]), ...melody(TUNE), ...END],
      ),
    ],
    [
      'system exclusive messages, also in two parts',
      tracksFile(
        [...event(0, 0xf0, 5, 0x7e, 0x7f, 0x09, 0x01, 0xf7), ...HEAD],
        [
          ...event(0, 0xf0, 3, 0x43, 0x12, 0x00),
          ...event(0, 0xf7, 2, 0x01, 0xf7),
          ...melody(TUNE),
          ...END,
        ],
      ),
    ],
    [
      'real-time and system common bytes in a track',
      tracksFile(HEAD, [
        ...event(0, 0xfe),
        ...event(0, 0x90, 60, 90),
        ...event(16, 0xf8),
        ...event(0, 0xf2, 1, 2),
        ...event(464, 0x80, 0xf8, 60, 0),
        ...melody(TUNE.slice(1)),
        ...END,
      ]),
    ],
    [
      'running status, also after a meta event',
      tracksFile(HEAD, [
        ...event(0, 0x90, 60, 90),
        ...meta(0, 1, [65]),
        ...TUNE.flatMap((pitch, i) => [
          ...event(480, pitch, 0),
          ...(i + 1 < TUNE.length ? event(0, TUNE[i + 1] ?? 0, 90) : []),
        ]),
        ...END,
      ]),
    ],
    [
      'RIFF around it, with another chunk first',
      Uint8Array.from([
        ...riffChunk('RIFF', [
          ...Buffer.from('RMID'),
          ...riffChunk('LIST', [1, 2, 3]),
          ...riffChunk('data', [...tracksFile(HEAD, [...melody(TUNE), ...END])]),
        ]),
      ]),
    ],
  ])('is read the same with %s', (_, file) => {
    expect(read(file)).toEqual(PLAIN);
  });

  it.each([
    [1, 2],
    [5, 2],
    [0, 2],
  ])('is read with %d tracks in the header and %d in the file, with a remark', (stated, actual) => {
    const file = midiFile(
      header(1, stated, 480),
      chunk('MTrk', HEAD),
      chunk('MTrk', [...melody(TUNE), ...END]),
    );
    expect(read(file)).toEqual({
      ...PLAIN,
      remarks: [`the header states ${stated} tracks; the file has ${actual}`],
    });
  });

  test('the highest channel of a track is read, from format 0 as from format 1', () => {
    const high = line(
      [0, 2, 4, 8, 10, 12, 14].map((beat, i) => [beat, 1, [72, 74, 76, 77, 76, 74, 72][i] ?? 0]),
      0,
    );
    const low = line(
      Array.from({ length: 16 }, (_, i) => [i, 1, 36 + (i % 4)] as const),
      1,
    );
    const start = [...tempo(500_000), ...metre(4, 2)];
    const one = read(tracksFile(HEAD, trackOf(high), trackOf(low)));
    const zero = read(
      midiFile(header(0, 1, 480), chunk('MTrk', trackOf([...high, ...low], start))),
    );
    expect(zero).toEqual(one);
    expect(zero.motif.notes).toHaveLength(7);
  });

  test('in format 2 each track has its own tempo and metre', () => {
    const file = midiFile(
      header(2, 2, 480),
      chunk('MTrk', [...tempo(1_000_000), ...metre(3, 2), ...melody([40, 41, 42]), ...END]),
      chunk('MTrk', [...tempo(500_000), ...metre(4, 2), ...melody(TUNE), ...END]),
    );
    expect(read(file)).toEqual(PLAIN);
  });
});

describe('notes without an end', () => {
  test('last to the end of the track, and each onset is a note', () => {
    const file = tracksFile(HEAD, [
      ...TUNE.flatMap((pitch, i) => event(i === 0 ? 0 : 480, 0x90, pitch, 90)),
      ...meta(480, 0x2f),
    ]);
    expect(read(file).motif).toEqual(PLAIN.motif);
    expect(pitches(tracksFile(HEAD, event(0, 0x90, 60, 90)))).toEqual([60]);
  });

  test('are ended by the controller "all notes off"', () => {
    const file = tracksFile(HEAD, [
      ...event(0, 0x90, 60, 90),
      ...event(480, 0xb0, 123, 0),
      ...event(480, 0x90, 62, 90),
      ...event(480, 0x80, 62, 0),
      ...END,
    ]);
    expect(read(file).motif.notes.map(({ beat, beats }) => [beat, beats])).toEqual([
      [0, 1],
      [2, 1],
    ]);
  });

  test('of no length keep their place', () => {
    const file = tracksFile(HEAD, [...event(0, 0x90, 60, 90), ...event(0, 0x80, 60, 0), ...END]);
    expect(read(file).motif.notes).toEqual([{ beat: 0, beats: 0.25, midi: 60, velocity: 90 }]);
  });
});

describe('the metre and tempo where the notes are', () => {
  test('a count-in bar of another metre does not count', () => {
    const file = tracksFile(
      [...tempo(500_000), ...metre(1, 2), ...metre(4, 2, 480), ...END],
      [...event(480, 0x90, 60, 90), ...event(480, 0x80, 60, 0), ...melody(TUNE.slice(1)), ...END],
    );
    expect(read(file)).toEqual(PLAIN);
    const silentBar = tracksFile(
      [...tempo(500_000), ...metre(4, 2), ...metre(3, 2, 4 * 480), ...END],
      [...event(4 * 480, 0x90, 60, 90), ...event(480, 0x80, 60, 0), ...melody([62, 64]), ...END],
    );
    expect(read(silentBar).motif).toMatchObject({ beatsPerBar: 3, bars: 1 });
  });

  test('a pickup bar is the end of a whole bar', () => {
    const file = tracksFile(
      [...metre(1, 2), ...metre(4, 2, 480), ...END],
      [...melody([55, 60, 62, 64, 65, 67]), ...END],
    );
    const { motif } = read(file);
    expect(motif).toMatchObject({ beatsPerBar: 4, bars: 3 });
    expect(motif.notes.map(({ beat }) => beat)).toEqual([3, 4, 5, 6, 7, 8]);
  });

  test('a change within the melody is told', () => {
    const file = tracksFile(
      [...metre(4, 2), ...metre(3, 2, 8 * 480), ...END],
      [...melody(TUNE), ...END],
    );
    expect(read(file).remarks).toEqual([
      'the metre changes to 3 quarter notes a bar; the melody is read in bars of 4',
    ]);
  });

  test('a metre that is not whole quarter notes is refused', () => {
    const file = tracksFile([...metre(7, 3), ...END], [...melody(TUNE), ...END]);
    expect(() => read(file)).toThrow('has 3.5 quarter notes a bar');
  });

  test('the tempo is that of the first note, null for none that music has, 120 without any', () => {
    const later = tracksFile(
      [...tempo(250_000), ...tempo(1_000_000, 480), ...END],
      [...event(480, 0x90, 60, 90), ...event(480, 0x80, 60, 0), ...END],
    );
    expect(read(later).tempoBpm).toBe(60);
    const zero = tracksFile([...tempo(0), ...END], [...melody(TUNE), ...END]);
    expect(read(zero).tempoBpm).toBeNull();
    expect(read(tracksFile([...melody(TUNE), ...END])).tempoBpm).toBe(120);
  });
});

describe('note values', () => {
  const grid = (steps: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => i / steps);
  it.each([
    ['sixteenths', 4, 16],
    ['triplets', 3, 12],
    ['32nds', 8, 32],
    ['sixteenth triplets', 6, 24],
    ['64ths', 16, 64],
    ['32nd triplets', 12, 48],
  ])('%s keep their number and places', (_, steps, count) => {
    const file = tracksFile(HEAD, [
      ...melody(
        grid(steps, count).map((_beat, i) => 60 + (i % 12)),
        { ticks: 480 / steps },
      ),
      ...END,
    ]);
    onsets(file).forEach((beat, i) => expect(beat).toBeCloseTo(i / steps, 2));
    expect(onsets(file)).toHaveLength(count);
    const lengths = read(file).motif.notes.map(({ beats }) => beats);
    expect(Math.max(...lengths.map((beats) => Math.abs(beats - 1 / steps)))).toBeLessThan(0.002);
    expect(read(file).remarks).toEqual([]);
  });

  test('a played, unsteady line stays on sixteenths, a strummed chord is one note', () => {
    const jitter = [0.02, -0.03, 0.04, 0.01, -0.02, 0.03, -0.04, 0];
    const played = line(
      jitter.map((late, i) => [Math.max(0, i / 2 + late), 0.4, 60 + i] as const),
      0,
    );
    expect(onsets(tracksFile(HEAD, trackOf(played)))).toEqual(jitter.map((_, i) => i / 2));
    const chord = [48, 52, 55, 60].map((midi, i) => [1 + i * 0.02, 1, midi] as const);
    expect(read(tracksFile(HEAD, trackOf(line(chord, 0)))).motif.notes).toMatchObject([
      { beat: 1, midi: 60 },
    ]);
  });

  test('omitted notes are told', () => {
    const bars = tracksFile(HEAD, [
      ...melody([...TUNE, ...TUNE, ...TUNE, ...TUNE, ...TUNE]),
      ...END,
    ]);
    expect(read(bars).remarks).toEqual(['the first 16 of 20 bars are used']);
    const many = tracksFile(HEAD, [
      ...melody(new Array<number>(400).fill(60), { ticks: 60 }),
      ...END,
    ]);
    expect(read(many).motif.notes).toHaveLength(256);
    expect(read(many).remarks).toEqual([
      'the first 8 of 13 bars are used',
      'the first 256 of 400 notes are used',
    ]);
    const fast = tracksFile(HEAD, [...melody([60, 62, 64, 65], { ticks: 20 }), ...END]);
    expect(read(fast).remarks).toEqual([
      expect.stringMatching(/^notes dropped, as they are nearer to another one than a 64th: \d$/),
    ]);
  });

  test('off the keyboard are read', () => {
    const edge = [0, 127, 1, 126];
    expect(pitches(tracksFile(HEAD, [...melody(edge), ...END]))).toEqual(edge);
  });
});

describe('a refused file', () => {
  const whole = tracksFile(HEAD, [...melody(TUNE), ...END]);
  it.each<[string, Uint8Array, string]>([
    [
      'a file cut in a track',
      whole.slice(0, -70),
      'damaged: it is cut short: track 2 states 148 bytes, and 78 are there',
    ],
    ['a file without its last byte', whole.slice(0, -1), 'it is cut short'],
    ['a file cut between tracks', whole.slice(0, 14 + 8 + HEAD.length + 3), 'ends after 1'],
    ['a header alone', whole.slice(0, 14), 'cut short: the header states'],
    ['part of a header', whole.slice(0, 10), 'its header is cut short'],
    [
      'a track that ends within an event',
      tracksFile(HEAD, [...melody(TUNE), 0, 0x90, 60]),
      'track 2, byte 196: the track ends within an event',
    ],
    [
      'a meta event that is longer than its track',
      tracksFile([0, 0xff, 1, ...variableLength(500), 65]),
      'a meta event states 500 bytes, and the track has 1 more',
    ],
    [
      'a status byte for a value',
      tracksFile([0, 0x90, 0x90, 60, 60]),
      'a status byte (144) where a value of 0 to 127 belongs',
    ],
    ['data before any status', tracksFile([0, 60, 90]), 'data before any status byte'],
    ['SMPTE time', midiFile(header(1, 1, 0xe728), chunk('MTrk', melody(TUNE))), 'SMPTE time'],
    ['no ticks', midiFile(header(1, 1, 0), chunk('MTrk', melody(TUNE))), '0 ticks'],
    ['format 3', midiFile(header(3, 1, 480), chunk('MTrk', melody(TUNE))), 'has format 3'],
    ['drums alone', tracksFile([...melody([36, 38], { channel: 9 }), ...END]), 'but drums'],
    ['no notes', tracksFile(HEAD), 'has no notes'],
    ['no track', midiFile(header(1, 0, 480)), 'it has no tracks'],
    [
      'RIFF that is cut short',
      Uint8Array.from(
        riffChunk('RIFF', [...Buffer.from('RMID'), ...riffChunk('data', [...whole])]),
      ).slice(0, -40),
      'its RIFF data states',
    ],
    ['RIFF without MIDI', Uint8Array.from(riffChunk('RIFF', [...Buffer.from('RMID')])), 'without'],
  ])('%s, with the reason', (_, file, words) => {
    expect(() => read(file)).toThrow(RangeError);
    expect(() => read(file)).toThrow(words);
  });

  test('any change of bytes gives a motif or a reason', () => {
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1 });
    fc.assert(
      fc.property(changes, (list) => {
        const changed = whole.slice();
        for (const [at, byte] of list) changed[at] = byte;
        try {
          read(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['notes', (pitches: number[]) => melody(pitches, { ticks: 1 })],
    [
      'notes without an end',
      (pitches: number[]) => pitches.flatMap((pitch) => event(1, 0x90, pitch, 90)),
    ],
  ])('the time to read %s grows with their number and no faster', (_what, written) => {
    const fileOf = (count: number): Uint8Array => {
      const pitches = Array.from({ length: count }, (_, i) => 60 + (i % 12));
      return tracksFile(HEAD, [...written(pitches), ...END]);
    };
    // 28,000 notes are the 256 kB that a file may have.
    const [half, whole] = [fileOf(14_000), fileOf(28_000)];
    expect(
      slowdown(
        () => read(half),
        () => read(whole),
      ),
    ).toBeLessThan(3);
  });

  test('every cut of a file is either refused or named', () => {
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.slice(0, length);
      // A cut exactly between two tracks looks like a wrong number in the header.
      if (length === 14 + 8 + HEAD.length) expect(() => read(cut)).toThrow('has no notes');
      else expect(() => read(cut), `${length} bytes`).toThrow(/cut short|MThd/);
    }
  });
});
