import { expect, test } from 'vitest';
import { recipeOf, scoreOf } from '../../edits/testing/composed.ts';
import { readNote } from './read-note.ts';
import { NOTES_BY_KIND, SINGLE_NOTES } from './testing/review-notes.ts';
import { understandNote } from './understand-note.ts';
import { contentOf } from './unused-items.ts';

const recipe = recipeOf({ text: 'happy lo-fi', key: { tonic: 'G', mode: 'major' } });
const about = { recipe, score: scoreOf(recipe) };
const NOTES = [
  ...Object.values(NOTES_BY_KIND).flatMap(({ notes }) => notes),
  ...SINGLE_NOTES.map(([note]) => note),
  ...['louder', 'bring in vocals', 'keep everything, fix the wrong note at 0:05', 'make it 3/4'],
  ...['fade out at the end', 'the drums should be back after 10 seconds', 'shorter by 5 s'],
];

test.each(NOTES)('every word that says something is in some entry: %s', (note) => {
  const { understanding } = understandNote(note, about);
  for (const item of readNote(note).clauses.flatMap(contentOf)) {
    const word = note.slice(item.start, item.end);
    expect([word, understanding.some(({ quote }) => quote.includes(word))]).toEqual([word, true]);
  }
});

test('a word that is added to a note with edits changes them, or is told', () => {
  const added = ['zorblish', 'like a tango', 'on page 7', 'in the 2nd verse', 'for 9 bars'];
  const untold = NOTES.flatMap((note) => {
    const before = understandNote(note, about).edits;
    if (before.length === 0) return [];
    return added
      .map((words) => `${note} ${words}`)
      .filter((longer, at) => {
        const { edits, understanding } = understandNote(longer, about);
        const words = (added[at] ?? '').split(' ').filter((word) => word.length > 2);
        const isTold = understanding.some(
          ({ outcome, quote }) =>
            (outcome === 'ignored' || outcome === 'impossible') &&
            words.some((word) => quote.includes(word)),
        );
        return !isTold && JSON.stringify(edits) === JSON.stringify(before);
      });
  });
  expect(untold).toEqual([]);
}, 60_000);
