import { z } from 'zod';

// Control characters (except tab, line feed and carriage return), bidirectional overrides and lone surrogates hide or
// break text wherever it is shown.
const FORBIDDEN_CHARACTERS = /(?![\t\n\r])\p{Control}|[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Text from people: trimmed, 1 to `max` characters, no control characters. */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((text) => !FORBIDDEN_CHARACTERS.test(text), 'must not contain control characters');
