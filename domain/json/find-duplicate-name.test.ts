import { expect, it } from 'vitest';
import { findDuplicateName } from './find-duplicate-name.ts';

it.each([
  ['{"text":"sad jazz","text":"happy house"}', 'text'],
  ['{"brief":{"text":"a","\\u0074ext":"b"}}', 'brief.text'],
  ['{"a":[{"b":1},{"b":1,"b":2}]}', 'a.1.b'],
  ['{"a":{"b":1},"b":{"a":1}}', null],
  ['[{"a":"}{"},{"a":1}]', null],
  ['"text"', null],
])('finds the name that appears twice in %s', (json, duplicate) => {
  expect(findDuplicateName(json)).toBe(duplicate);
});

it('refuses JSON that is nested too deeply for the visitor', () => {
  expect(() => findDuplicateName('['.repeat(32_000) + ']'.repeat(32_000))).toThrow(RangeError);
  expect(findDuplicateName(`{"a":"${'['.repeat(32_000)}"}`)).toBeNull();
});
