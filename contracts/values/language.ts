import { z } from 'zod';

/** No words: the language of an instrumental recording (ISO 639-2). */
export const NO_LANGUAGE = 'zxx';

const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** The canonical form of a BCP 47 tag whose language is one of ISO 639; null for any other text. */
function canonicalTag(tag: string): string | null {
  try {
    const { language, baseName } = new Intl.Locale(tag);
    return NAMES.of(language) === undefined ? null : baseName;
  } catch {
    return null;
  }
}

/** The language of the words by its BCP 47 tag, such as `de` or `pt-BR`; `zxx` without words. */
export const Language = z
  .string()
  .min(2)
  .max(35)
  .refine((tag) => canonicalTag(tag) !== null, {
    error: ({ input }) =>
      `${String(input)} is no language tag (BCP 47) such as de or pt-BR; zxx stands for no words`,
    abort: true,
  })
  .overwrite((tag) => canonicalTag(tag) ?? tag);
