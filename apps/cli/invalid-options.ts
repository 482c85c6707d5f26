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
