import fc from 'fast-check';
import { writeMidi as writeFile } from 'midi-file';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  type Composition,
  Motif,
  type Note,
  PART_NAMES,
  type Score,
  sha256Hex,
} from '@fermata/contracts/values';
import { theoryComposer } from '../theory-composer.ts';
import { writeMidi, writePartMidi } from '../write-midi.ts';
import { motifOfPart, type MotifOptions, readMelody } from './read-melody.ts';
import { metreAt, readMidi, tempoAt } from './read-midi.ts';

const film: Composition = {
  style: 'synthwave',
  mood: 'driving',
  tempoBpm: 110,
  key: { tonic: 'A', mode: 'minor' },
  durationSeconds: 40,
  energy: 0.8,
  parts: [...PART_NAMES],
};
const compose = (
  change: Partial<Composition> = {},
  seed = 3,
  materials: Record<string, Uint8Array> = {},
): Score => theoryComposer.compose({ ...film, ...change }, seed, materials);
const readMotif = (file: Uint8Array, options?: MotifOptions): Motif =>
  readMelody(file, options).motif;
const leadOf = (score: Score): Note[] =>
  score.parts.find(({ name }) => name === 'lead')?.notes ?? [];

/** "Frère Jacques" in C major, two bars. */
const tune: Motif = {
  schema: 'fermata.motif/1',
  beatsPerBar: 4,
  bars: 2,
  notes: [
    [0, 60],
    [1, 62],
    [2, 64],
    [3, 60],
    [4, 64],
    [5, 65],
    [6, 67],
  ].map(([beat = 0, midi = 0]) => ({ beat, beats: beat === 6 ? 2 : 1, midi, velocity: 90 })),
};
const bytesOf = (motif: Motif): { sha256: string; materials: Record<string, Uint8Array> } => {
  const bytes = new TextEncoder().encode(canonicalJson(motif));
  return { sha256: sha256Hex(bytes), materials: { [sha256Hex(bytes)]: bytes } };
};

describe('MIDI out and in again', () => {
  test('gives the same notes, for the whole score and for each part', () => {
    for (const style of ['lo-fi', 'synthwave', 'acoustic-folk'] as const) {
      const score = compose({ style });
      const beat = 60 / score.tempoBpm;
      const line = (
        notes: readonly { at: number; long: number; midi: number; velocity: number }[],
      ): string[] =>
        notes
          .map(
            ({ at, long, midi, velocity }) =>
              `${Math.round(at * 480)} ${Math.max(1, long)} ${midi} ${velocity}`,
          )
          .sort();
      const wanted = (notes: readonly Note[]): string[] =>
        line(
          notes.map(({ start, duration, midi, velocity }) => {
            const at = Math.round((start / beat) * 480);
            return {
              at: at / 480,
              long: Math.max(at + 1, Math.round(((start + duration) / beat) * 480)) - at,
              midi,
              velocity,
            };
          }),
        );
      for (const part of score.parts) {
        const read = readMidi(writePartMidi(score, part.name));
        expect(metreAt(read.timelineOf(0), 0).beatsPerBar).toBe(score.beatsPerBar);
        expect(tempoAt(read.timelineOf(0), 0)).toBeCloseTo(score.tempoBpm, 2);
        expect(
          line(
            read.notes.map(({ beat: at, beats, midi, velocity }) => ({
              at,
              long: Math.round(beats * 480),
              midi,
              velocity,
            })),
          ),
          part.name,
        ).toEqual(wanted(part.notes));
      }
      expect(readMidi(writeMidi(score, 'whole')).notes).toHaveLength(
        score.parts.reduce((sum, { notes }) => sum + notes.length, 0),
      );
    }
  });
});

describe('reading a motif', () => {
  test('takes the lead of a MIDI file: one voice, on the grid, its first bars', () => {
    const score = compose();
    const motif = Motif.parse(readMotif(writePartMidi(score, 'lead'), { bars: 2 }));
    expect(motif.bars).toBeLessThanOrEqual(2);
    expect(
      motif.notes.every(({ beat }, i) => i === 0 || beat > (motif.notes[i - 1]?.beat ?? 0)),
    ).toBe(true);
    expect(
      motif.notes.every(
        ({ beat }) =>
          Number.isInteger(beat * 4) || Math.abs(beat * 3 - Math.round(beat * 3)) < 0.01,
      ),
    ).toBe(true);
    const whole = readMotif(writeMidi(score, 'whole'), {
      bars: 2,
      track: score.parts.findIndex(({ name }) => name === 'lead') + 1,
    });
    expect(whole).toEqual(motif);
  });

  test('takes a part of a score, equal to that part read from its MIDI file', () => {
    const score = compose();
    expect(motifOfPart(score, 'lead', { bars: 4 })).toEqual(
      readMotif(writePartMidi(score, 'lead'), { bars: 4 }),
    );
    expect(() => motifOfPart(score, 'drums')).toThrow('has no melody');
    expect(() => motifOfPart(compose({ parts: ['bass'] }), 'lead')).toThrow('it has bass');
  });

  test('gives a valid motif for any score part', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('bass' as const, 'chords' as const, 'lead' as const),
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 0, max: 99 }),
        (part, bars, seed) => {
          Motif.parse(motifOfPart(compose({}, seed), part, { bars }));
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each<[string, Uint8Array, string]>([
    ['no MIDI file', new TextEncoder().encode('RIFF....WAVE'), 'does not begin with "MThd"'],
    ['a damaged one', writePartMidi(compose(), 'lead').slice(0, 60), 'is damaged'],
    ['only drums', writePartMidi(compose(), 'drums'), 'no notes but drums'],
    [
      'an empty one',
      Uint8Array.from(
        writeFile({
          header: { format: 1, numTracks: 1, ticksPerBeat: 480 },
          tracks: [[{ deltaTime: 0, meta: true, type: 'endOfTrack' }]],
        }),
      ),
      'the MIDI file has no notes',
    ],
    ['too large', new Uint8Array(2_000_000), 'the limit is'],
  ])('%s is rejected in one sentence', (_, file, words) => {
    expect(() => readMotif(file)).toThrow(words);
    expect(() => readMotif(file)).toThrow(RangeError);
  });

  test('any bytes are either read or rejected with a reason', () => {
    const file = writePartMidi(compose(), 'lead');
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = file.slice();
        changed[at] = byte;
        try {
          Motif.parse(readMotif(changed));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a supplied motif', () => {
  const { sha256, materials } = bytesOf(tune);
  const main = (score: Score): Note[] => {
    const bar = (score.beatsPerBar * 60) / score.tempoBpm;
    const from = (score.sections.find(({ role }) => role === 'main')?.startBar ?? 0) * bar;
    return leadOf(score).filter(({ start }) => start >= from - 0.03);
  };
  const head = (score: Score): number[] =>
    main(score)
      .slice(0, tune.notes.length)
      .map(({ midi }) => midi);

  test('is stated unchanged in the key of the piece, then continued', () => {
    let stated = 0;
    for (let seed = 0; seed < 10; seed++) {
      const score = compose(
        { key: { tonic: 'D', mode: 'major' }, motif: { sha256, use: 'continue' } },
        seed,
        materials,
      );
      const pitches = head(score).map((midi) => (midi - 62 + 120) % 12);
      const same = tune.notes.filter(({ midi }, i) => (midi - 60) % 12 === pitches[i]).length;
      if (same >= tune.notes.length - 2) stated++;
      expect(main(score).length).toBeGreaterThan(2 * tune.notes.length);
    }
    expect(stated).toBeGreaterThanOrEqual(7);
  });

  test('is varied or answered: other notes, reproducible from the seed', () => {
    const [continued, varied, answered] = (['continue', 'vary', 'answer'] as const).map((use) =>
      main(compose({ motif: { sha256, use } }, 5, materials)).map(
        ({ start, midi }) => `${start.toFixed(1)} ${midi}`,
      ),
    );
    expect(varied).not.toEqual(continued);
    expect(answered).not.toEqual(continued);
  });

  test('changes the lead and leaves drums, bass, chords and pad unchanged', () => {
    const [without, withMotif] = [
      compose(),
      compose({ motif: { sha256, use: 'continue' } }, 3, materials),
    ];
    for (const name of ['drums', 'bass', 'chords', 'pad'])
      expect(withMotif.parts.find((part) => part.name === name)).toEqual(
        without.parts.find((part) => part.name === name),
      );
    expect(leadOf(withMotif)).not.toEqual(leadOf(without));
  });

  test('is rejected with a reason if it is missing or malformed', () => {
    expect(() => compose({ motif: { sha256, use: 'vary' } })).toThrow(
      'is missing from the materials',
    );
    expect(() =>
      compose({ motif: { sha256, use: 'vary' } }, 1, { [sha256]: new TextEncoder().encode('{}') }),
    ).toThrow('is not canonical JSON');
    expect(() =>
      compose({ motif: { sha256, use: 'vary' } }, 1, { [sha256]: new TextEncoder().encode('no') }),
    ).toThrow('is not canonical JSON');
  });
});
