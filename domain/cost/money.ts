import { type Money, money } from '@fermata/contracts/values';

export const ZERO = money(0);

/** The exact sum. Throws a RangeError if it is not a safe integer. */
export function addMoney(one: Money, other: Money): Money {
  const micros = one.micros + other.micros;
  if (!Number.isSafeInteger(micros))
    throw new RangeError('the sum of the amounts is too large for exact arithmetic');
  return { ...one, micros };
}

export const sumMoney = (amounts: Iterable<Money>): Money => {
  let total = ZERO;
  for (const amount of amounts) total = addMoney(total, amount);
  return total;
};

/** Rounded to the nearest millionth. */
export const divideMoney = (amount: Money, by: number): Money => ({
  ...amount,
  micros: Math.round(amount.micros / by),
});

/** `12.34 EUR`; amounts below one euro keep their significant digits: `0.0012 EUR`. */
export function formatMoney({ micros, currency }: Money): string {
  const units = micros / 1e6;
  const digits = Math.abs(units) >= 1 || micros === 0 ? 2 : 6;
  return `${units.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, '$1')} ${currency}`;
}

const AMOUNT = /^(\d{1,7})(?:\.(\d{1,6}))?$/;

/** Reads `12` and `0.50` exactly; null for anything else. */
export function parseMoney(text: string): Money | null {
  const [, units, fraction = ''] = AMOUNT.exec(text) ?? [];
  return units === undefined
    ? null
    : money(Number(units) * 1_000_000 + Number(fraction.padEnd(6, '0')));
}
