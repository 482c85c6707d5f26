import { expect, test } from 'vitest';
import { isShownGone } from './is-shown-gone.ts';

test.each([
  ['taken-down', false, true],
  ['not-known', true, true],
  ['not-known', false, false],
  ['taking-down', true, false],
  ['unknown', true, false],
  ['rejected', true, false],
  ['live', true, false],
] as const)(
  'a partner that reports %s, with its answer to the takedown: %s, has shown it gone: %s',
  (state, isAnswered, isGone) => {
    expect(isShownGone(state, isAnswered)).toBe(isGone);
  },
);
