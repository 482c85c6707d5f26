import { z } from 'zod';

// Control characters (except tab, line feed and carriage return), bidirectional overrides and lone surrogates hide or
// break text wherever it is shown.
const FORBIDDEN_CHARACTERS = /(?![\t\n\r])\p{Control}|[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
const REPLACED_CHARACTERS = new RegExp(FORBIDDEN_CHARACTERS, 'gu');

/** Code points; a character outside the basic plane counts once. */
const lengthOf = (text: string): number => [...text].length;

/** Text from people: NFC, trimmed, 1 to `max` code points, no control characters. */
export const plainText = (max: number) => bounded(z.string().normalize('NFC'), max);

/** A title or a name: text in one line; line breaks and other gaps become a space. */
export const plainLine = (max: number) =>
  bounded(
    z
      .string()
      .normalize('NFC')
      .overwrite((text) => text.replace(/\s+/gu, ' ')),
    max,
  );

const bounded = (text: z.ZodString, max: number) =>
  text
    .trim()
    .min(1, 'must not be empty')
    .refine((text) => lengthOf(text) <= max, `must have at most ${max} characters`)
    .refine((text) => !FORBIDDEN_CHARACTERS.test(text), 'must not contain control characters')
    .meta({ maxLength: max });

/** Text from other systems, at most `max` code points: forbidden characters are replaced, so that none is lost. */
export const foreignText = (max: number) =>
  z
    .string()
    .refine((text) => lengthOf(text) <= max, `must have at most ${max} characters`)
    .transform((text) => cleanText(text, max))
    .meta({ maxLength: max });

/**
 * The first `max` code points in NFC, with U+FFFD for each forbidden character. Every text that is
 * cut or comes from an error passes here before it is stored.
 */
export function cleanText(text: string, max: number): string {
  const cleaned = text.toWellFormed().normalize('NFC').replace(REPLACED_CHARACTERS, '\ufffd');
  return cleaned.length <= max ? cleaned : [...cleaned].slice(0, max).join('');
}
