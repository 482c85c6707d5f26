import { expect, test } from 'vitest';
import { MAX_ATTEMPTS, OfferState } from '@fermata/contracts/values';
import { isAccepted, isOffSale, isOnSale, isTakenDown, mayBeOfferedAgain } from './offer-state.ts';

const statesThat = (is: (offer: { state: OfferState }) => boolean) =>
  OfferState.options.filter((state) => is({ state }));

test('the state of an offer tells whether it is accepted, on sale, taken down or off sale', () => {
  expect(statesThat(isAccepted)).toEqual(['accepted', 'live']);
  expect(statesThat(isOnSale)).toEqual(['live']);
  expect(statesThat(isTakenDown)).toEqual(['taken-down']);
  expect(statesThat(isOffSale)).toEqual(['rejected', 'taken-down']);
});

test('it is offered again only to a partner that has nothing of it, a limited number of times', () => {
  const states = (attempt: number) =>
    statesThat(({ state }) => mayBeOfferedAgain({ state, attempt }));
  expect(states(1)).toEqual(['rejected', 'taken-down']);
  expect(states(MAX_ATTEMPTS - 1)).toEqual(['rejected', 'taken-down']);
  expect(states(MAX_ATTEMPTS)).toEqual([]);
});
