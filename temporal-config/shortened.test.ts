import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened } from './shortened.ts';

describe('shortened', () => {
  it('keeps a text that fits, on one line', () => {
    expect(shortened('warm\n lo-fi')).toBe('warm lo-fi');
    expect(shortened('a'.repeat(200))).toBe('a'.repeat(200));
  });

  it('keeps whole characters and at most 200 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const short = shortened(text);
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(200);
        expect(short).not.toMatch(/\p{Surrogate}/u);
      }),
    );
    expect(shortened('🎵'.repeat(1000))).toBe(`${'🎵'.repeat(49)}…`);
  }, 30_000);
});
