import { expect, test } from 'vitest';
import type { OfferState, Stage } from '@fermata/contracts/values';
import { decideTakedown } from './takedown-request.ts';

const RELEASE = 'rel_1';
const decide = (
  stage: Stage,
  partners: Record<string, OfferState>,
  {
    reference = 'prt_shop',
    releaseId = RELEASE,
    answered = null as { answer: 'remembered' | 'accepted' } | null,
  } = {},
) =>
  decideTakedown('shop', { reference }, RELEASE, {
    answered,
    track: {
      ...{ stage, releaseId },
      partners: Object.entries(partners).map(([name, state]) => ({
        ...{ name, state, partnerReference: `prt_${name}` },
      })),
    },
  });

test.each(['published', 'delisted'] as const)(
  'a partner has a %s release withdrawn from itself, also if others have it',
  (stage) => {
    expect(decide(stage, { shop: 'live' })).toBe('withdraw');
    expect(decide(stage, { shop: 'live', other: 'taken-down' })).toBe('withdraw');
    expect(decide(stage, { shop: 'live', other: 'live' })).toBe('withdraw');
  },
);

test('a person decides about a release that is not on sale', () => {
  expect(decide('publishing', { shop: 'delivered' })).toBe('person');
  expect(decide('failed', { shop: 'live' })).toBe('person');
  expect(decide('published', { shop: 'live' }, { releaseId: 'rel_2' })).toBe('person');
});

test('a partner that has nothing under the reference gets nothing withdrawn', () => {
  expect(decide('published', { shop: 'taken-down', other: 'live' })).toBe('gone');
  expect(decide('published', { shop: 'live' }, { reference: 'prt_other' })).toBe('gone');
});

test('a person goes on deciding about a request that was remembered, until nothing is left', () => {
  const answered = { answer: 'remembered' } as const;
  expect(decide('published', { shop: 'live' }, { answered })).toBe('person');
  expect(decide('published', { shop: 'taken-down' }, { answered })).toBe('gone');
});

test('a person decides about a release that the catalogue does not know', () => {
  const facts = { track: null, answered: null };
  expect(decideTakedown('shop', { reference: 'prt_shop' }, RELEASE, facts)).toBe('person');
});
