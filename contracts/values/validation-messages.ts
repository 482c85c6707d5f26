import type { z } from 'zod';
import { cleanText } from './plain-text.ts';

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
  if (issue.code === 'invalid_union')
    return describeUnion(
      'options' in issue && Array.isArray(issue.options) ? issue.options : undefined,
      issue.errors,
    );
  if (issue.code === 'invalid_format') return describeFormat(issue.format, issue.pattern);
  if (issue.code === 'not_multiple_of') return `must be a multiple of ${issue.divisor}`;
  if (issue.code === 'unrecognized_keys') return `must not have ${listNames(issue.keys)}`;
  return undefined;
};

const MAX_NAMES = 5;
const MAX_NAME_LENGTH = 40;

/** Names from outside, which can be many and long. */
function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => `"${cleanText(name, MAX_NAME_LENGTH)}"`);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const kindOf = (expected: string): string => KINDS[expected] ?? expected;

function describeUnion(
  options: readonly unknown[] | undefined,
  errors: readonly (readonly { readonly message: string }[])[],
): string {
  if (options !== undefined) return `must be one of ${options.map(String).join(', ')}`;
  const messages = errors.flatMap((issues) => issues.slice(0, 1).map(({ message }) => message));
  return [...new Set(messages)].join(', or ') || 'has the wrong form';
}

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'a time such as 2026-11-22T12:00:00Z',
  date: 'a day such as 2026-11-22',
  url: 'an address such as https://example.org',
};

function describeFormat(format: string, pattern: string | undefined): string {
  const form = FORMATS[format];
  if (form !== undefined) return `must be ${form}`;
  return pattern === undefined ? 'has the wrong form' : `must match ${pattern}`;
}

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
