import { z } from 'zod';

/** One of these words; the message lists them. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

/** The number of items on a page. */
export const Limit = z
  .string()
  .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
  .optional();

export const Figure = z
  .string()
  .trim()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a number such as 30')
  .transform(Number)
  .optional();

/** A length in seconds: `150`, or `2:30`. */
export const Length = z
  .string()
  .trim()
  .regex(
    /^-?\d+(\.\d+)?$|^\d+:[0-5]?\d(\.\d+)?$/,
    'must be seconds such as 90, or minutes:seconds such as 2:30',
  )
  .transform((text) =>
    text.split(':').reduce((seconds, figure) => 60 * seconds + Number(figure), 0),
  )
  .optional();

/** "one, two" */
export const splitList = (list: string): string[] =>
  list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `rita` or `act_rita` */
export const actorId = (name: string): string => (name.startsWith('act_') ? name : `act_${name}`);

const choice = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** `a, b or c` */
export const anyOf = (values: readonly string[]): string => choice.format(values);
