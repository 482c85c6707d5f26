import { expect, it } from 'vitest';
import { cacheLimitsFromEnvironment, DEFAULT_CACHE_LIMITS } from './cache-limits.ts';

it('reads the limits from the environment, and names each invalid variable', () => {
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
