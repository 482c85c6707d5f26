import { type MidiEvent, writeMidi } from 'midi-file';
import { describe, expect, it, test } from 'vitest';
import type { Score } from '@fermata/contracts/values';
import { decodeWav } from '../decode/decode-wav.ts';
import { encodeWav16 } from '../encode/encode-wav16.ts';
import { MaterialError } from './material-error.ts';
import { motifBytes, partMotif, readMidiMotif } from './material-motif.ts';
import { readLoop } from './read-loop.ts';

const TICKS = 480;
function midiFile(
  notes: readonly (readonly [beat: number, beats: number, midi: number])[],
  options: { channel?: number; numerator?: number; denominator?: number; bpm?: number } = {},
): Uint8Array {
  const { channel = 0, numerator = 4, denominator = 4, bpm = 100 } = options;
  const moves = notes
    .flatMap(([beat, beats, midi]) => [
      { tick: beat * TICKS, on: true, midi },
      { tick: (beat + beats) * TICKS, on: false, midi },
    ])
    .sort((a, b) => a.tick - b.tick || Number(a.on) - Number(b.on));
  let now = 0;
  const events = moves.map(({ tick, on, midi }): MidiEvent => {
    const deltaTime = tick - now;
    now = tick;
    return on
      ? { deltaTime, type: 'noteOn', channel, noteNumber: midi, velocity: 90 }
      : { deltaTime, type: 'noteOff', channel, noteNumber: midi, velocity: 0 };
  });
  const head: MidiEvent[] = [
    {
      deltaTime: 0,
      meta: true,
      type: 'timeSignature',
      numerator,
      denominator,
      metronome: 24,
      thirtyseconds: 8,
    },
    {
      deltaTime: 0,
      meta: true,
      type: 'setTempo',
      microsecondsPerBeat: Math.round(60_000_000 / bpm),
    },
  ];
  return Uint8Array.from(
    writeMidi({
      header: { format: 0, numTracks: 1, ticksPerBeat: TICKS },
      tracks: [[...head, ...events, { deltaTime: 0, meta: true, type: 'endOfTrack' }]],
    }),
  );
}

const C_MAJOR = [
  [0, 1, 60],
  [1, 1, 64],
  [2, 1, 67],
  [3, 1, 72],
  [4, 0.5, 71],
  [4.5, 0.5, 67],
  [5, 1, 65],
  [6, 2, 60],
] as const;

describe('a motif from a MIDI file', () => {
  it('is its melody in beats, with bars, tempo and key', () => {
    const { motif, understood } = readMidiMotif(midiFile(C_MAJOR));
    expect(motif).toMatchObject({ schema: 'fermata.motif/1', beatsPerBar: 4, bars: 2 });
    expect(motif.notes.map(({ beat, beats, midi }) => [beat, beats, midi])).toEqual(C_MAJOR);
    expect(understood).toEqual({
      bars: 2,
      beatsPerBar: 4,
      tempoBpm: 100,
      key: { tonic: 'C', mode: 'major' },
      notes: 8,
    });
  });

  it('starts with the bar of the first note, and takes the top note of a chord', () => {
    const { motif } = readMidiMotif(
      midiFile([
        [9, 1, 60],
        [9, 1, 64],
        [9, 1, 67],
        [11, 1, 62],
      ]),
    );
    expect(motif.notes.map(({ beat, midi }) => [beat, midi])).toEqual([
      [1, 67],
      [3, 62],
    ]);
  });

  it('has the bars of its meter, at most 16', () => {
    expect(
      readMidiMotif(
        midiFile(
          [
            [0, 1, 60],
            [6, 3, 62],
          ],
          { numerator: 3 },
        ),
      ).motif,
    ).toMatchObject({ beatsPerBar: 3, bars: 3 });
    expect(
      readMidiMotif(midiFile(Array.from({ length: 100 }, (_, i) => [i, 1, 60 + (i % 5)] as const)))
        .motif,
    ).toMatchObject({ bars: 16, notes: { length: 64 } });
  });

  it('gives the same bytes for the same notes', () => {
    expect(motifBytes(readMidiMotif(midiFile(C_MAJOR)).motif)).toEqual(
      motifBytes(readMidiMotif(midiFile(C_MAJOR)).motif),
    );
  });

  test.each([
    [new TextEncoder().encode('no midi at all'), 'not a Standard MIDI File'],
    [midiFile(C_MAJOR, { channel: 9 }), 'no notes but drums'],
    [midiFile([]), 'no notes'],
    [midiFile(C_MAJOR, { numerator: 7, denominator: 8 }), 'has 3.5 quarter notes'],
    [new Uint8Array(300 * 1024), 'at most 256 kB'],
  ])('is rejected with a reason %#', (bytes, words) => {
    expect(() => readMidiMotif(bytes)).toThrow(MaterialError);
    expect(() => readMidiMotif(bytes)).toThrow(words);
  });
});

describe('a motif from a part', () => {
  const notes = Array.from({ length: 32 }, (_, i) => ({
    start: i * 0.5 + 0.004,
    duration: 0.45,
    midi: 60 + (i % 7),
    velocity: 80,
  }));
  const score: Score = {
    schema: 'fermata.score/1',
    style: 'lo-fi',
    tempoBpm: 120,
    key: { tonic: 'D', mode: 'dorian' },
    beatsPerBar: 4,
    durationSeconds: 16,
    chords: ['Dm7'],
    sections: [
      { name: 'intro', role: 'intro', startBar: 0, bars: 2, energy: 0.3 },
      { name: 'verse', role: 'main', startBar: 2, bars: 4, energy: 0.6 },
      { name: 'out', role: 'outro', startBar: 6, bars: 2, energy: 0.2 },
    ],
    parts: [
      { name: 'lead', instrument: 'keys', midiProgram: 4, midiChannel: 2, notes },
      { name: 'drums', instrument: 'kit', midiProgram: 0, midiChannel: 9, notes },
      { name: 'pad', instrument: 'saws', midiProgram: 80, midiChannel: 3, notes: [] },
    ],
  };

  it('is the first main section, in beats', () => {
    const { motif, understood } = partMotif(score, 'lead');
    expect(motif).toMatchObject({ bars: 4, beatsPerBar: 4 });
    expect(motif.notes).toHaveLength(16);
    expect(motif.notes[0]).toMatchObject({ beat: 0, midi: 60 + (8 % 7) });
    expect(understood).toEqual({
      bars: 4,
      beatsPerBar: 4,
      tempoBpm: 120,
      key: { tonic: 'D', mode: 'dorian' },
      notes: 16,
    });
  });

  test.each([
    ['bass', 'has no part "bass"; it has lead, drums, pad'],
    ['drums', 'no melody'],
    ['pad', 'no notes'],
  ] as const)('%s is rejected', (part, words) => {
    expect(() => partMotif(score, part)).toThrow(words);
  });
});

describe('a loop', () => {
  const wav = (seconds: number, sampleRate = 48_000): Uint8Array => {
    const samples = new Float32Array(Math.round(seconds * sampleRate)).fill(0.1);
    return encodeWav16({ left: samples, right: samples, sampleRate });
  };

  it('determines its tempo from its length and bars', () => {
    expect(readLoop(wav(8), 4).understood).toEqual({
      bars: 4,
      beatsPerBar: 4,
      tempoBpm: 120,
      key: null,
      durationSeconds: 8,
      sampleRate: 48_000,
      channels: 2,
    });
    expect(readLoop(wav(8)).understood).toMatchObject({ bars: 4, tempoBpm: 120 });
    expect(readLoop(wav(2.5, 44_100)).understood).toMatchObject({
      bars: 1,
      tempoBpm: 96,
      sampleRate: 44_100,
    });
  });

  test.each([
    [() => readLoop(new Uint8Array(100)), 'not a WAV file'],
    [() => readLoop(wav(0.2)), 'must last 0.5 to 60 s, not 0.20 s'],
    [() => readLoop(wav(61)), 'must last 0.5 to 60 s'],
    [() => readLoop(wav(2, 22_050)), 'samples a second, not 22050'],
    [() => readLoop(wav(8), 64), 'beats a minute; the range is 40 to 200'],
    [() => readLoop(wav(4).subarray(0, 5000)), 'is truncated'],
    [() => readLoop(new Uint8Array(33 * 1024 * 1024)), 'at most 32 MB'],
    [() => readLoop(with8Bit(wav(2))), '8 bits'],
    [() => readLoop(floats(Number.NaN)), 'not a number'],
  ])('is refused in words %#', (read, words) => {
    expect(read).toThrow(MaterialError);
    expect(read).toThrow(words);
  });

  it('an accepted loop can be decoded: floats, and a format in the GUID of a short fmt chunk', () => {
    for (const bytes of [floats(0.5), floats(0.5, 26)]) {
      expect(readLoop(bytes).understood).toMatchObject({
        durationSeconds: 2,
        sampleRate: 48_000,
        channels: 1,
      });
      expect(decodeWav(bytes).left).toHaveLength(96_000);
    }
  });

  /**
   * Two seconds of mono; an fmt chunk of more than 16 bytes is extensible. The last sample is
   * `last`.
   */
  function floats(last: number, fmtBytes = 16): Uint8Array {
    const bytes = Buffer.alloc(28 + fmtBytes + 96_000 * 4);
    bytes.write('RIFF', 0, 'latin1');
    bytes.writeUInt32LE(bytes.length - 8, 4);
    bytes.write('WAVEfmt ', 8, 'latin1');
    bytes.writeUInt32LE(fmtBytes, 16);
    const fields: readonly [number, number][] = [
      [fmtBytes > 16 ? 0xfffe : 3, 20],
      [1, 22],
      [4, 32],
      [32, 34],
      ...(fmtBytes > 16 ? [[3, 44] as [number, number]] : []),
    ];
    for (const [value, at] of fields) bytes.writeUInt16LE(value, at);
    bytes.writeUInt32LE(48_000, 24);
    bytes.write('data', 20 + fmtBytes, 'latin1');
    bytes.writeUInt32LE(96_000 * 4, 24 + fmtBytes);
    bytes.writeFloatLE(last, bytes.length - 4);
    return new Uint8Array(bytes);
  }

  function with8Bit(bytes: Uint8Array): Uint8Array {
    bytes[34] = 8;
    return bytes;
  }
});
