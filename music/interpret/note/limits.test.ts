import { describe, expect, test } from 'vitest';
import type { Edit } from '@fermata/contracts/values';
import { recipeOf, scoreOf } from '../../edits/testing/composed.ts';
import { understandNote } from './understand-note.ts';

/** 40 seconds at 80 beats a minute. */
const recipe = recipeOf({ text: 'happy lo-fi' });
const about = { recipe, score: scoreOf(recipe) };
const editsOf = (note: string): Edit[] => understandNote(note, about).edits;

describe('a least length beyond the length of the version is its new length', () => {
  test.each([
    ...['longer than 60 seconds', 'at least 60 seconds', 'länger als 60 Sekunden'],
    ...['mindestens 60 Sekunden', 'plus long que 60 secondes', 'plus de 60 secondes'],
    ...['au moins 60 secondes', 'más largo que 60 segundos', 'más de 60 segundos'],
    ...['al menos 60 segundos', 'più lungo di 60 secondi', 'più di 60 secondi'],
    ...['almeno 60 secondi', 'mais longo do que 60 segundos', 'mais de 60 segundos'],
    'pelo menos 60 segundos',
  ])('%s', (note) => expect(editsOf(note)).toEqual([{ op: 'duration', seconds: 60 }]));
});

describe('a greatest length below the length of the version is its new length', () => {
  test.each([
    ...['shorter than 30 seconds', 'at most 30 seconds', 'no more than 30 seconds'],
    ...['höchstens 30 Sekunden', 'nicht mehr als 30 Sekunden', 'au plus 30 secondes'],
    ...['pas plus de 30 secondes', 'moins de 30 secondes', 'como máximo 30 segundos'],
    ...['no más de 30 segundos', 'menos de 30 segundos', 'al massimo 30 secondi'],
    ...['non più di 30 secondi', 'meno di 30 secondi', 'no máximo 30 segundos'],
    'não mais de 30 segundos',
  ])('%s', (note) => expect(editsOf(note)).toEqual([{ op: 'duration', seconds: 30 }]));
});

describe('a limit that the version keeps changes nothing', () => {
  test.each(['longer than 30 seconds', 'at most 60 seconds', 'no more than 90 bpm', 'almeno 20 s'])(
    '%s',
    (note) => {
      const { edits, understanding } = understandNote(note, about);
      expect(edits).toEqual([]);
      expect(understanding).toMatchObject([{ outcome: 'honoured' }]);
    },
  );
});

test.each([
  ['più lungo di 5 secondi', 45],
  ['allunga di 60 secondi', 100],
  ['longer by 60 seconds', 100],
])('a difference is none: %s', (note, seconds) =>
  expect(editsOf(note)).toEqual([{ op: 'duration', seconds }]),
);
