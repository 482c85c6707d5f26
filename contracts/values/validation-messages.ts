import type { z } from 'zod';

/** All issues in one line: `path message; path message`; an issue of the whole value has no path. */
export const formatIssues = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')} ${message}` : message))
    .join('; ');

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const COUNT_UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** Default messages of schemas, for people: a process calls `z.config({ customError: plainErrorMap })`. */
export const plainErrorMap: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined
      ? `is missing: must be ${kindOf(issue.expected)}`
      : `must be ${kindOf(issue.expected)}`;
  if (issue.code === 'invalid_value')
    return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_big')
    return `must ${describeLimit('at most', 'less than', issue.maximum, issue)}`;
  if (issue.code === 'too_small')
    return `must ${describeLimit('at least', 'more than', issue.minimum, issue)}`;
  if (issue.code === 'unrecognized_keys')
    return `must not have ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  return undefined;
};

const kindOf = (expected: string): string => KINDS[expected] ?? expected;

function describeLimit(
  inclusive: string,
  exclusive: string,
  limit: number | bigint,
  {
    origin,
    inclusive: within = true,
  }: { readonly origin: string; readonly inclusive?: boolean | undefined },
): string {
  const counted = COUNT_UNITS[origin];
  const figure = `${within ? inclusive : exclusive} ${limit}`;
  return counted === undefined
    ? `be ${figure}`
    : `have ${figure} ${counted[Number(limit) === 1 ? 0 : 1]}`;
}
