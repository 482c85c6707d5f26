import { expect, it } from 'vitest';
import { money } from '@fermata/contracts/values';
import { priceOf } from './rate-card.ts';

it('prices each resource by its rate', () => {
  const rates = { cpuSecond: 0.5, modelSecond: 2, storedGigabyte: 3 };
  expect(priceOf(rates, { cpuSeconds: 4, modelSeconds: 1, bytesStored: 0 })).toEqual(money(4));
  expect(priceOf(rates, { cpuSeconds: 0, modelSeconds: 0, bytesStored: 2_000_000_000 })).toEqual(
    money(6),
  );
  expect(priceOf(rates, { cpuSeconds: 3.1, modelSeconds: 0, bytesStored: 0 })).toEqual(money(2));
});
