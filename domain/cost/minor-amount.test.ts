import { expect, test } from 'vitest';
import { minorAmount } from './minor-amount.ts';

test.each([
  [1250, 'EUR', '12.50 EUR'],
  [-7, 'EUR', '-0.07 EUR'],
  [0, 'USD', '0.00 USD'],
  [1250, 'JPY', '1250 JPY'],
  [1250, 'KWD', '1.250 KWD'],
])('%s in the minor unit of %s is %s', (minor, currency, text) => {
  expect(minorAmount(minor, currency)).toBe(text);
});
