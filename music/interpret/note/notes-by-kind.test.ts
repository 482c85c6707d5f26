import { describe, expect, test } from 'vitest';
import type { Edit } from '@fermata/contracts/values';
import { recipeOf, scoreOf } from '../../edits/testing/composed.ts';
import { NOTES_BY_KIND, SINGLE_NOTES } from './testing/review-notes.ts';
import { understandNote } from './understand-note.ts';

const recipe = recipeOf({ text: 'happy lo-fi', key: { tonic: 'G', mode: 'major' } });
const about = { recipe, score: scoreOf(recipe) };
const editsOf = (note: string): Edit[] => understandNote(note, about).edits;

describe.each(Object.entries(NOTES_BY_KIND))('%s', (_, { edits, notes }) => {
  test.each(notes)('%s', (note) => {
    const understood = understandNote(note, about);
    expect(understood.edits).toEqual(edits);
    expect(understood.understanding.filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
  });
});

test.each(SINGLE_NOTES)('a note as people write it: %s', (note, edits) => {
  expect(editsOf(note)).toEqual(edits);
});

describe('a change of the whole is not made for a wish about a part of its time', () => {
  test.each([
    ...['slow down at the end', 'the intro is too long', 'longer outro', 'drags in the middle'],
    ...['darker in the bridge', 'faster from 0:20', 'up a tone at bar 9', '3/4 in the chorus'],
    ...['am Ende langsamer', 'das Intro ist zu lang', 'plus lent à la fin'],
    ...['l’intro est trop longue', 'más lento al final', 'la intro es demasiado larga'],
    ...['più lento alla fine', 'mais lento no final', 'louder drums in the middle'],
  ])('%s', (note) => {
    const { edits, understanding } = understandNote(note, about);
    expect(edits).toEqual([]);
    expect(understanding).toMatchObject([{ outcome: 'impossible' }]);
  });
});

test.each(['more energy in the intro', 'mehr Energie im Intro', 'más energía en la intro'])(
  'energy changes in the section that is named: %s',
  (note) => {
    const [edit] = editsOf(note);
    const curve = edit?.op === 'energy' ? edit.curve : [];
    const energyAt = (second: number) => curve.findLast((point) => point.second <= second)?.energy;
    expect([energyAt(1), energyAt(7)]).toEqual([0.55, 0.53]);
  },
);

test('a time is one of the version that the note is about, whatever changes the tempo beside it', () => {
  const silent = { op: 'presence', part: 'drums', fromSecond: 20, present: false };
  for (const note of [
    'twice as fast, and no drums in the second half',
    'no drums in the second half, and twice as fast',
  ]) {
    const { edits, understanding } = understandNote(note, about);
    expect(edits).toContainEqual(silent);
    expect(understanding.map(({ outcome }) => outcome)).toEqual(['honoured', 'honoured']);
  }
});
