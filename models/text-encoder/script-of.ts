import { z } from 'zod';

/** The scripts of the 13 languages. Each has thresholds of its own. */
export const Script = z.enum(['kana', 'hangul', 'han', 'cyrillic', 'latin']);
export type Script = z.infer<typeof Script>;

/** In this order: Japanese has Han beside its kana, and any text may have words in Latin letters. */
const LETTERS: readonly (readonly [Script, RegExp])[] = [
  ['kana', /[\u3040-\u30ff]/u],
  ['hangul', /[\uac00-\ud7a3]/u],
  ['han', /[\u3400-\u4dbf\u4e00-\u9fff]/u],
  ['cyrillic', /[\u0400-\u04ff]/u],
  ['latin', /[\0-\u024f]/u],
];

const LETTER = /\p{L}/gu;

/** The script of a text, as the training tells them apart; null if a letter belongs to none of them. */
export function scriptOf(text: string): Script | null {
  const letters = text.match(LETTER) ?? [];
  const isKnown = letters.every((letter) => LETTERS.some(([, pattern]) => pattern.test(letter)));
  if (!isKnown) return null;
  return LETTERS.find(([, pattern]) => letters.some((letter) => pattern.test(letter)))?.[0] ?? null;
}
