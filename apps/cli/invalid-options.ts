import { ApiError, type ApiIssue } from '@fermata/clients/api';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

/** `flag`: the option, such as `--pick-seconds`; undefined for an issue between options. */
export type OptionIssue = { readonly flag: string | undefined; readonly message: string };

/** `--flag: message` for each issue: a sentence for one, a list for several. */
export function invalidOptions(issues: readonly OptionIssue[]): CommandError {
  const messages = [
    ...new Set(
      issues.map(({ flag, message }) => (flag === undefined ? message : `${flag}: ${message}`)),
    ),
  ];
  return messages.length === 1
    ? new CommandError(EXIT.usage, `${messages[0]}.`)
    : new CommandError(EXIT.usage, 'Several options are invalid:', messages);
}

/** `pickSeconds` → `--pick-seconds` */
export const flagOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** An error of the API with the options in place of the fields; by default an option is named like its field. */
export const withFlags = (
  error: unknown,
  flagFor: (path: ApiIssue['path']) => string = ([field = '']) => flagOf(field),
): unknown =>
  error instanceof ApiError && error.issues.length > 0
    ? invalidOptions(error.issues.map(({ path, message }) => ({ flag: flagFor(path), message })))
    : error;
