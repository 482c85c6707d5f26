import { expect, test } from 'vitest';
import { pursuitEnds, type PursuitFacts } from './pursuit-ends.ts';

const facts: PursuitFacts = {
  partners: ['one', 'two'],
  offers: [
    { partner: 'one', state: 'taking-down' },
    { partner: 'two', state: 'taking-down' },
  ],
  ...{ redelivered: [], later: [] },
};

test('a partner that still has the release is asked on', () => {
  expect(pursuitEnds(facts)).toEqual([]);
  expect(pursuitEnds({ ...facts, later: [{ partners: ['three'] }] })).toEqual([]);
});

test('a later withdrawal takes over only the partners that it names', () => {
  expect(pursuitEnds({ ...facts, later: [{ partners: ['two', 'three'] }] })).toEqual([
    { partner: 'two', end: 'superseded' },
  ]);
});

test('each partner has its own reason, and none is left at one that has nothing', () => {
  const ends = pursuitEnds({
    ...facts,
    offers: [{ partner: 'one', state: 'taken-down' }],
    redelivered: ['two'],
    later: [{ partners: ['one', 'two'] }],
  });
  expect(ends).toEqual([
    { partner: 'one', end: 'gone' },
    { partner: 'two', end: 'redelivered' },
  ]);
});
