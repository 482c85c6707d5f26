import { expect, it } from 'vitest';
import { money } from '@fermata/contracts/values';
import { cacheLimitsFromEnvironment, DEFAULT_CACHE_LIMITS } from './cache-limits.ts';
import { DEFAULT_RATES, priceOf, rateCardFromEnvironment } from './rate-card.ts';

it('prices each resource by its rate', () => {
  const rates = { cpuSecond: 0.5, modelSecond: 2, storedGigabyte: 3 };
  expect(priceOf(rates, { cpuSeconds: 4, modelSeconds: 1, bytesStored: 0 })).toEqual(money(4));
  expect(priceOf(rates, { cpuSeconds: 0, modelSeconds: 0, bytesStored: 2_000_000_000 })).toEqual(
    money(6),
  );
  expect(priceOf(rates, { cpuSeconds: 3.1, modelSeconds: 0, bytesStored: 0 })).toEqual(money(2));
});

it('reads rates (in euros) and limits from the environment, and names each invalid variable', () => {
  expect(rateCardFromEnvironment({})).toEqual(DEFAULT_RATES);
  expect(
    rateCardFromEnvironment({ FERMATA_RATE_CPU_SECOND: '0.0000005', FERMATA_RATE_STORED_GB: '' }),
  ).toEqual({
    ...DEFAULT_RATES,
    cpuSecond: 0.5,
  });
  expect(() =>
    rateCardFromEnvironment({ FERMATA_RATE_CPU_SECOND: 'much', FERMATA_RATE_MODEL_SECOND: '-1' }),
  ).toThrow(/^FERMATA_RATE_CPU_SECOND must be .+\nFERMATA_RATE_MODEL_SECOND must be .+$/);
  expect(cacheLimitsFromEnvironment({})).toEqual(DEFAULT_CACHE_LIMITS);
  expect(
    cacheLimitsFromEnvironment({ FERMATA_CACHE_BYTES: '0', FERMATA_CACHE_KEEP_DAYS: '1.5' }),
  ).toEqual({
    budgetBytes: 0,
    keepDays: 1.5,
  });
  expect(() =>
    cacheLimitsFromEnvironment({ FERMATA_CACHE_BYTES: '1.5', FERMATA_CACHE_KEEP_DAYS: 'a day' }),
  ).toThrow(/^FERMATA_CACHE_BYTES must be .+\nFERMATA_CACHE_KEEP_DAYS must be .+$/);
});
