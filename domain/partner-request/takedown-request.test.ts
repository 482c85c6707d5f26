import { expect, test } from 'vitest';
import type { OfferState, Stage } from '@fermata/contracts/values';
import { decideTakedown, TAKEDOWN_ANSWERS } from './takedown-request.ts';

const RELEASE = 'rel_1';
const decide = (
  stage: Stage,
  partners: Record<string, OfferState>,
  {
    reference = 'prt_shop',
    releaseId = RELEASE,
    answered = null as Parameters<typeof decideTakedown>[3]['answered'],
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

test('while others decide, the offer to a partner that sells the release ends, until it is gone there', () => {
  expect(decide('publishing', { shop: 'live', other: 'delivered' })).toBe('end-offer');
  const answered = TAKEDOWN_ANSWERS['end-offer'];
  const after = (stage: Stage, shop: OfferState) =>
    decide(stage, { shop, other: 'live' }, { answered });
  expect(after('publishing', 'rejected')).toBe('end-offer');
  expect(after('publishing', 'taken-down')).toBe('gone');
  // It was kept at the same moment.
  expect(after('published', 'live')).toBe('withdraw');
  expect(after('failed', 'live')).toBe('person');
});

test('a partner that has nothing under the reference gets nothing withdrawn', () => {
  expect(decide('published', { shop: 'taken-down', other: 'live' })).toBe('gone');
  expect(decide('published', { shop: 'live' }, { reference: 'prt_other' })).toBe('gone');
});

test('a person goes on deciding about a request that was remembered, until nothing is left', () => {
  const answered = TAKEDOWN_ANSWERS.person;
  expect(decide('published', { shop: 'live' }, { answered })).toBe('person');
  expect(decide('published', { shop: 'taken-down' }, { answered })).toBe('gone');
});

test('a person decides about a release that the catalogue does not know', () => {
  const facts = { track: null, answered: null };
  expect(decideTakedown('shop', { reference: 'prt_shop' }, RELEASE, facts)).toBe('person');
});
