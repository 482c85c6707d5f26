import { expect, it } from 'vitest';
import { DEFAULT_RATES, rateCardFromEnvironment } from './rate-card.ts';

it('reads rates in euros from the environment, and names each invalid variable', () => {
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
});
