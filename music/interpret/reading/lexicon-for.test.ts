import { expect, it } from 'vitest';
import { lexiconFor } from './lexicon-for.ts';

it('builds the words of a language once, also for a text of no known language', () => {
  expect(lexiconFor('und')).toBe(lexiconFor('en'));
  expect(lexiconFor('de')).toBe(lexiconFor('de'));
  expect(lexiconFor('de')).not.toBe(lexiconFor('en'));
});
