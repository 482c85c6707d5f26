import { expect, test } from 'vitest';
import { retryAfterMs } from './call-partner.ts';

test.each([
  [null, null],
  ['7', 7_000],
  [' 0 ', 0],
  ['Thu, 01 Jan 1970 00:00:20 GMT', 10_000],
  ['Thu, 01 Jan 1970 00:00:05 GMT', 0],
  ['999999', 3_600_000],
  ['soon', null],
  ['1e9', null],
  ['-5', null],
])('Retry-After %j is %j ms', (header, expected) => {
  expect(retryAfterMs(header, 10_000)).toBe(expected);
});
