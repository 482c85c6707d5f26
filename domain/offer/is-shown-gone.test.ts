import { describe, expect, it, test } from 'vitest';
import { denialMs, isShownGone } from './is-shown-gone.ts';

const MUST_DENY_MS = 600_000;

test.each([
  ['taken-down', false, true],
  ['not-known', true, true],
  ['not-known', false, false],
  ['taking-down', true, false],
  ['unknown', true, false],
  ['rejected', true, false],
  ['live', true, false],
] as const)(
  'a partner that reports %s, and has taken the takedown: %s, has shown it gone: %s',
  (state, isTaken, isGone) => {
    expect(isShownGone(state, { isTaken, deniedMs: null }, MUST_DENY_MS)).toBe(isGone);
  },
);

describe('a partner that answers a takedown that it knows no such reservation', () => {
  const after = (deniedMs: number | null, state: 'not-known' | 'unknown' | 'live' = 'not-known') =>
    isShownGone(state, { isTaken: false, deniedMs }, MUST_DENY_MS);

  it('has shown it gone once it has done so for ten minutes', () => {
    expect([after(null), after(0), after(599_999), after(600_000)]).toEqual([
      ...[false, false, false, true],
    ]);
  });

  it('has not while it reports another state', () => {
    expect([after(600_000, 'unknown'), after(600_000, 'live')]).toEqual([false, false]);
  });

  it('must do so for ten minutes, and for six hours if the release may be on sale there', () => {
    expect([denialMs({ mayBeOnSale: false }), denialMs({ mayBeOnSale: true })]).toEqual([
      ...[600_000, 21_600_000],
    ]);
  });
});
