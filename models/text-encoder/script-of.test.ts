import { expect, test } from 'vitest';
import { scriptOf } from './script-of.ts';

test.each([
  ['warm and slow', 'latin'],
  ['wehmütig, łagodny', 'latin'],
  ['тихая гавань', 'cyrillic'],
  ['静かな海', 'kana'],
  ['静谧', 'han'],
  ['고요함', 'hangul'],
  ['lo-fi の曲', 'kana'],
  ['808 비트', 'hangul'],
  ['ήσυχα', null],
  ['calm ήσυχα', null],
  ['120 !', null],
])('the script of "%s" is %s', (text, script) => {
  expect(scriptOf(text)).toBe(script);
});
