import { expect, test } from 'vitest';
import { OfferState } from '@fermata/contracts/values';
import { isAccepted, isOffSale, isOnSale, isTakenDown } from './offer-state.ts';

const statesThat = (is: (offer: { state: OfferState }) => boolean) =>
  OfferState.options.filter((state) => is({ state }));

test('the state of an offer tells whether it is accepted, on sale, taken down or off sale', () => {
  expect(statesThat(isAccepted)).toEqual(['accepted', 'live']);
  expect(statesThat(isOnSale)).toEqual(['live']);
  expect(statesThat(isTakenDown)).toEqual(['taken-down']);
  expect(statesThat(isOffSale)).toEqual(['rejected', 'taken-down']);
});
