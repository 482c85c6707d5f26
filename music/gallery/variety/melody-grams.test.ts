import { expect, test } from 'vitest';
import { Score } from '@fermata/contracts/values';
import { gramOverlap, melodyGrams } from './melody-grams.ts';
import { progressionOf, varietyOf } from './style-variety.ts';

/** A score with a lead of these pitches, one on each beat, moved by up to a 32nd. */
function melody(pitches: readonly number[], more: Partial<Score> = {}): Score {
  return Score.parse({
    schema: 'fermata.score/1',
    style: 'lo-fi',
    tempoBpm: 120,
    key: { tonic: 'C', mode: 'major' },
    beatsPerBar: 4,
    durationSeconds: 30,
    sections: [{ name: 'beat', role: 'main', startBar: 0, bars: 1, energy: 1 }],
    chords: ['C'],
    parts: [
      {
        name: 'lead',
        instrument: 'pluck',
        midiProgram: 0,
        midiChannel: 2,
        notes: pitches.map((midi, i) => ({
          start: 0.5 * i + (i % 2) * 0.02,
          duration: 0.4,
          midi,
          velocity: 90,
        })),
      },
    ],
    ...more,
  });
}

const TUNE = [60, 62, 64, 67, 65, 64];

test('a melody overlaps with itself in any key and at any tempo', () => {
  const grams = melodyGrams(melody(TUNE));
  expect(grams.size).toBe(3);
  expect(gramOverlap(grams, melodyGrams(melody(TUNE.map((midi) => midi + 5))))).toBe(1);
});

test('a melody that shares half of its runs overlaps by half, another one not at all', () => {
  const grams = melodyGrams(melody(TUNE));
  expect(gramOverlap(grams, melodyGrams(melody([60, 62, 64, 67, 60])))).toBe(0.5);
  expect(gramOverlap(grams, melodyGrams(melody([60, 59, 55, 50, 43])))).toBe(0);
  expect(gramOverlap(grams, melodyGrams(melody([60])))).toBe(0);
});

test('the same loop in two keys is one progression, in whatever spelling', () => {
  const inC = melody(TUNE, { chords: ['Cmaj9', 'Am7', 'Bbmaj7'] });
  const inD = melody(TUNE, {
    key: { tonic: 'D', mode: 'major' },
    chords: ['Dmaj9', 'Bm7', 'Cmaj7'],
  });
  expect(progressionOf(inC)).toBe('0maj9 9m7 10maj7');
  expect(progressionOf(inD)).toBe(progressionOf(inC));
  expect(progressionOf(melody(TUNE, { chords: ['Cmaj9', 'Am7', 'A#maj7'] }))).toBe(
    progressionOf(inC),
  );
});

test('pieces are alike if key, tempo and progression are the same', () => {
  const pieces = [
    melody(TUNE),
    melody([60, 59, 55, 50, 43]),
    melody(TUNE, { tempoBpm: 90 }),
    melody(TUNE, { key: { tonic: 'D', mode: 'major' }, chords: ['D'] }),
    melody(TUNE, { chords: ['F'] }),
  ];
  expect(
    varietyOf(
      'lo-fi',
      pieces.map((score) => ({ score, drawnBpm: score.tempoBpm })),
    ),
  ).toMatchObject({
    pieces: 5,
    keys: 2,
    slowestBpm: 90,
    fastestBpm: 120,
    progressions: 2,
    alike: 1,
    motifOverlap: { max: 1 },
  });
});
