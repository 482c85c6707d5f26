import { expect, it } from 'vitest';
import { checkDigit, Isrc, ProjectProfile, Upc } from '@fermata/contracts/values';
import { isForSandboxOnly, isrcRange, upcRange } from './identifier-range.ts';

const profile = ProjectProfile.parse({
  isrc: { prefix: 'QZ-ABC', from: 7, to: 99_999 },
  upc: { prefix: '036000', digits: 12, from: 0, to: 99_999 },
});
const year = 2026;

it('makes ISRCs of the configured registrant and the year', () => {
  expect(isrcRange(profile, { year, partners: ['big-shop'] })).toMatchObject({ from: 7 });
  const code = isrcRange(profile, { year, partners: ['sandbox'] })?.codeOf(42);
  expect(code).toBe('QZABC2600042');
  expect(Isrc.safeParse(code).success).toBe(true);
});

it('makes UPC-A and EAN-13 with the check digit of GS1', () => {
  // The textbook example, and an EAN of a printed book.
  expect(upcRange(profile, 'sandbox')?.codeOf(29_145)).toBe('036000291452');
  expect(checkDigit('978030640615')).toBe(7);
  const ean = ProjectProfile.parse({ upc: { prefix: '4006381', digits: 13, to: 99_999 } });
  expect(upcRange(ean, 'sandbox')?.codeOf(33_393)).toBe('4006381333931');
  expect(Upc.safeParse('036000291453').error?.issues[0]?.message).toMatch(/2 is right/);
});

it('has marked test codes for the sandbox alone without a range, and none for a real partner', () => {
  const none = ProjectProfile.parse({});
  const isrc = isrcRange(none, { year, partners: ['sandbox', 'sandbox-b'] })?.codeOf(1) ?? '';
  const upc = upcRange(none, 'sandbox')?.codeOf(1) ?? '';
  expect(isrc).toBe('XXTST2600001');
  expect(upc).toMatch(/^952\d{10}$/);
  expect(isrcRange(none, { year, partners: ['sandbox', 'big-shop'] })).toBeNull();
  expect(upcRange(none, 'big-shop')).toBeNull();
  expect([isrc, upc].map((code) => isForSandboxOnly(code, 'big-shop'))).toEqual([true, true]);
  expect([isrc, upc].map((code) => isForSandboxOnly(code, 'sandbox'))).toEqual([false, false]);
});

it.each([
  [{ isrc: { prefix: 'XX-ABC', to: 9 } }, /XX is kept for test codes/],
  [{ isrc: { prefix: 'QZABC', from: 9, to: 1 } }, /must be at least/],
  [{ isrc: { prefix: 'QZABC', to: 100_000 } }, /99999/],
  [{ upc: { prefix: '036000', to: 100_000 } }, /more digits than the prefix leaves/],
  [{ upc: { prefix: '952000', to: 1 } }, /952 is kept for test codes/],
])('refuses the range %j', (fields, message) => {
  expect(JSON.stringify(ProjectProfile.safeParse(fields).error?.issues)).toMatch(message);
});
