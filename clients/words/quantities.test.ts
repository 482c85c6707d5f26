import { describe, expect, it } from 'vitest';
import { byteSize, duration, lufs, relative } from './quantities.ts';

describe('quantities', () => {
  it.each([
    [0, '0.0 s'],
    [8.44, '8.4 s'],
    [9.96, '10 s'],
    [42, '42 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [3599.7, '1 h 00 min'],
    [7800, '2 h 10 min'],
    [273_600, '3 d 4 h'],
    [86_399, '1 d 0 h'],
    [604_790, '7 d 0 h'],
    [-5, '−5.0 s'],
  ])('%f s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
  it.each([
    [812, '812 B'],
    [1400, '1.4 kB'],
    [999_949, '999.9 kB'],
    [999_951, '1.0 MB'],
    [9_800_000, '9.8 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(byteSize(bytes)).toBe(text));
  it('have units, a true minus and a direction in time', () => {
    expect(lufs(-14.04)).toBe('−14.0 LUFS');
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(relative('2026-11-22T11:57:00Z', now)).toBe('3 min 00 s ago');
    expect(relative('2026-11-22T12:00:10Z', now)).toBe('in 10 s');
    expect(relative('2026-11-22T12:00:00.400Z', now)).toBe('now');
  });
});
