import { expect, it } from 'vitest';
import type { DeliveryState } from '@fermata/contracts/values';
import { remainingDeliveries } from './remaining-deliveries.ts';

const at = (state: DeliveryState, partnerReference: string | null = 'prt_1') => [
  { name: 'sandbox', state, partnerReference, detail: null },
];
const held = [{ partner: 'sandbox', partnerReference: 'prt_1' }];

it('lists the deliveries that an ended release left at a partner', () => {
  expect(
    remainingDeliveries({ stage: 'published', releaseOutcome: 'live', partners: at('live') }),
  ).toEqual(held);
  for (const stage of ['failed', 'archived', 'cancelled'] as const)
    expect(
      remainingDeliveries({ stage, releaseOutcome: 'failed', partners: at('unknown') }),
      stage,
    ).toEqual(held);
  expect(
    remainingDeliveries({
      stage: 'archived',
      releaseOutcome: 'rejected',
      partners: at('taken-down'),
    }),
  ).toEqual([]);
  expect(
    remainingDeliveries({
      stage: 'failed',
      releaseOutcome: 'failed',
      partners: at('pending', null),
    }),
  ).toEqual([]);
});

it('is empty while the release is running', () => {
  expect(
    remainingDeliveries({ stage: 'publishing', releaseOutcome: null, partners: at('delivered') }),
  ).toEqual([]);
  expect(
    remainingDeliveries({ stage: 'failed', releaseOutcome: null, partners: at('delivered') }),
  ).toEqual([]);
});
