import fc from 'fast-check';
import { expect, it } from 'vitest';
import { money } from '@fermata/contracts/values';
import { addMoney, divideMoney, formatMoney, parseMoney, sumMoney } from './money.ts';

it('sums a million small costs exactly, in any order', () => {
  const total = sumMoney(Array.from({ length: 1_000_000 }, () => money(1)));
  expect(total).toEqual(money(1_000_000));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 200 }), (micros) => {
      const exact = micros.reduce((sum, one) => sum + BigInt(one), 0n);
      const amounts = micros.map(money);
      expect(BigInt(sumMoney(amounts).micros)).toBe(exact);
      expect(sumMoney(amounts.reverse()).micros).toBe(sumMoney(amounts).micros);
    }),
  );
});

it('refuses a sum that cannot be exact', () => {
  expect(() => addMoney(money(Number.MAX_SAFE_INTEGER), money(1))).toThrow('too large');
});

it('divides to the nearest millionth', () => {
  expect(divideMoney(money(100), 3)).toEqual(money(33));
  expect(divideMoney(money(200), 3)).toEqual(money(67));
});

it.each([
  [0, '0.00 EUR'],
  [2_500_000, '2.50 EUR'],
  [1_054_000, '1.05 EUR'],
  [750_000, '0.75 EUR'],
  [1200, '0.0012 EUR'],
  [1, '0.000001 EUR'],
  [500_000, '0.50 EUR'],
])('%d millionths are %s', (micros, text) => expect(formatMoney(money(micros))).toBe(text));

it.each([
  ['12', 12_000_000],
  ['0.50', 500_000],
  ['2.000001', 2_000_001],
  ['0.000001', 1],
  ['1.15', 1_150_000],
])('reads %s exactly', (text, micros) => expect(parseMoney(text)).toEqual(money(micros)));

it.each(['', 'much', '-1', '1.', '1,50', '0.0000001', '12345678'])('rejects %j', (text) =>
  expect(parseMoney(text)).toBeNull(),
);
