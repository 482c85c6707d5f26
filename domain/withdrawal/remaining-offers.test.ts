import { expect, it } from 'vitest';
import { OfferState } from '@fermata/contracts/values';
import { remainingOffers, stillOfferedTo } from './remaining-offers.ts';

const at = (state: OfferState, partnerReference: string | null = 'prt_1') => [
  { name: 'sandbox', state, partnerReference, detail: null },
];

it('lists every offer that is not taken down, also one without a reference', () => {
  for (const state of OfferState.options)
    expect(remainingOffers({ partners: at(state) }), state).toEqual(
      state === 'taken-down'
        ? []
        : [{ partner: 'sandbox', partnerReference: 'prt_1', redelivering: false }],
    );
  expect(remainingOffers({ partners: at('pending', null) })).toEqual([
    { partner: 'sandbox', partnerReference: null, redelivering: false },
  ]);
});

it('lists an offer that was taken back to be delivered again', () => {
  const redelivery = { attempt: 2, state: 'requested' } as const;
  const partners = at('taken-down').map((offer) => ({ ...offer, redelivery }));
  expect(remainingOffers({ partners })).toEqual([
    { partner: 'sandbox', partnerReference: 'prt_1', redelivering: true },
  ]);
});

it('a partner that gets the release again counts as one that has it once it sells it', () => {
  const offer = { partner: 'shop', state: 'delivered', redelivery: 'requested' } as const;
  expect(stillOfferedTo([offer, { partner: 'other', state: 'live' }])).toEqual(['other']);
  expect(stillOfferedTo([{ ...offer, state: 'live' }])).toEqual(['shop']);
  expect(stillOfferedTo([{ ...offer, redelivery: 'ended' }])).toEqual(['shop']);
});
