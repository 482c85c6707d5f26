import { describe, expect, it } from 'vitest';
import { cleanText, foreignText, plainLine, plainText } from './plain-text.ts';

const ASTRAL = '\u{1d49c}';

describe('plainText', () => {
  it('counts code points and stores NFC', () => {
    expect(plainText(3).parse(ASTRAL.repeat(3))).toBe(ASTRAL.repeat(3));
    expect(plainText(4).parse('cafe\u0301')).toBe('caf\u00e9');
    expect(() => plainText(3).parse(ASTRAL.repeat(4))).toThrow('at most 3 characters');
  });

  it.each(['\0', '\ud800', 'a\udc00', '\u202e', '\u0007'])('refuses %j', (text) => {
    expect(() => plainText(10).parse(`a${text}b`)).toThrow('control characters');
  });
});

describe('foreignText', () => {
  it('replaces each forbidden character', () => {
    expect(foreignText(20).parse('a\0b \ud800c\u202e\nd')).toBe('a\ufffdb \ufffdc\ufffd\nd');
  });

  it('refuses a text that is too long', () => {
    expect(() => foreignText(2).parse('abc')).toThrow('at most 2 characters');
  });
});

it('cleanText never cuts through a character', () => {
  expect(cleanText(ASTRAL.repeat(5), 3)).toBe(ASTRAL.repeat(3));
  expect(cleanText(`ab${ASTRAL}`.slice(0, 3), 3)).toBe('ab\ufffd');
  expect(cleanText('short', 500)).toBe('short');
});

describe('plainLine', () => {
  it.each([
    ['Line one\nLine two', 'Line one Line two'],
    ['  a\t\r\n b ', 'a b'],
    ['a\u2028b\u00a0c', 'a b c'],
  ])('%j becomes one line', (text, line) => {
    expect(plainLine(30).parse(text)).toBe(line);
  });
});
