import { expect, it } from 'vitest';
import { completeTerms } from './complete-terms.ts';

it.each([
  { own: ['DE'], ofProject: ['FR'], expected: ['DE'] },
  { own: undefined, ofProject: ['FR'], expected: ['FR'] },
  { own: undefined, ofProject: undefined, expected: undefined },
])('terms for $own in a project for $ofProject: $expected', ({ own, ofProject, expected }) => {
  const terms = own === undefined ? {} : { territories: own };
  expect(completeTerms(terms, { territories: ofProject }).territories).toEqual(expected);
});
