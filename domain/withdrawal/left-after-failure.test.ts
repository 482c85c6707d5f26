import { expect, test } from 'vitest';
import { leftAfterFailure, type OfferEnds } from './left-after-failure.ts';

const offer = (
  partner: string,
  state: OfferEnds['offers'][number]['state'],
  outcome: OfferEnds['offers'][number]['outcome'],
) => ({ partner, state, outcome });

test('partners may have a release whose offer has failed, until they have taken it down', () => {
  const offers = [
    offer('live', 'live', 'failed'),
    offer('lost-reference', 'pending', 'failed'),
    offer('gone', 'taken-down', 'failed'),
    offer('kept', 'live', 'live'),
    offer('terminated', 'delivered', null),
    offer('never-offered', 'pending', null),
    offer('not-asked', 'live', 'failed'),
  ];
  const partners = offers.map(({ partner }) => partner).filter((name) => name !== 'not-asked');
  expect(leftAfterFailure({ ended: true, offers }, partners)).toEqual([
    ...['live', 'lost-reference', 'terminated'],
  ]);
  expect(leftAfterFailure({ ended: false, offers }, partners)).toEqual([]);
});
