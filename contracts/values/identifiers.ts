import { z } from 'zod';

// ISRC: ISO 3901. UPC and EAN: the GS1 General Specifications.

/** A country's code, a registrant, two digits of the year and five of the recording, without dashes. */
export const Isrc = z
  .string()
  .regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/, 'must be an ISRC without dashes, such as QZABC2600001');

/** `QZABC2600001` → `QZ-ABC-26-00001` */
export const isrcWithDashes = (isrc: string): string =>
  `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`;

/** The check digit of GS1: weights 3 and 1 from the right, modulo 10. */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** UPC-A (12 digits) or EAN-13, with a valid check digit. */
export const Upc = z
  .string()
  .regex(/^\d{12,13}$/, { error: 'must have 12 (UPC) or 13 (EAN) digits', abort: true })
  .refine((code) => checkDigit(code.slice(0, -1)) === Number(code.slice(-1)), {
    error: ({ input }) =>
      `${String(input)} has a wrong check digit: ${checkDigit(String(input).slice(0, -1))} is right`,
  });

/** `XX` is no country of ISO 3166-1, so no shop mistakes a test code for a real ISRC. */
export const TEST_ISRC_PREFIX = 'XXTST';

/** GS1 keeps the prefix 952 for demonstrations and examples. */
export const TEST_UPC_PREFIX = '952';

export const isTestIsrc = (isrc: string): boolean => isrc.startsWith(TEST_ISRC_PREFIX.slice(0, 2));

export const isTestUpc = (upc: string): boolean =>
  upc.length === 13 && upc.startsWith(TEST_UPC_PREFIX);

const FIVE_DIGITS = 99_999;

const bounds = (max: number) => ({
  from: z.number().int().min(0).max(max).default(0),
  to: z.number().int().min(0).max(max),
});

/** The recordings' numbers that a project assigns in each year. */
export const IsrcRange = z
  .strictObject({
    prefix: z
      .string()
      .regex(
        /^[A-Z]{2}-?[A-Z0-9]{3}$/,
        'must be the country and the registrant, such as QZ-ABC or QZABC',
      )
      .refine((prefix) => !isTestIsrc(prefix), 'XX is kept for test codes')
      .overwrite((prefix) => prefix.replace('-', '')),
    ...bounds(FIVE_DIGITS),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must be at least "from"' });

export type IsrcRange = z.infer<typeof IsrcRange>;

/** The item numbers that a project assigns to its releases, after the company prefix of GS1. */
export const UpcRange = z
  .strictObject({
    prefix: z
      .string()
      .regex(/^\d{6,11}$/, 'must be the 6 to 11 digits of a company prefix of GS1')
      .refine((prefix) => !prefix.startsWith(TEST_UPC_PREFIX), '952 is kept for test codes'),
    /** 12: UPC-A. 13: EAN-13. The last digit is the check digit. */
    digits: z.union([z.literal(12), z.literal(13)]).default(12),
    ...bounds(999_999),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must be at least "from"' })
  .refine(({ prefix, digits, to }) => String(to).length <= digits - 1 - prefix.length, {
    path: ['to'],
    error: 'has more digits than the prefix leaves',
  });

export type UpcRange = z.infer<typeof UpcRange>;

/** The numbers of a range. `low`: less than a tenth is left. */
export const RangeCapacity = z.object({
  assigned: z.number().int().min(0),
  left: z.number().int().min(0),
  low: z.boolean(),
});

export type RangeCapacity = z.infer<typeof RangeCapacity>;

export const IdentifierKind = z.enum(['isrc', 'upc']);

export type IdentifierKind = z.infer<typeof IdentifierKind>;
