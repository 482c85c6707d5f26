import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

/** `flag`: as it is written, such as `--pick-seconds`; undefined for what is wrong with several of them. */
export type OptionIssue = { readonly flag: string | undefined; readonly message: string };

/** Each as `--flag: message`, as the API names its fields: one wrong option as a sentence, several as a list. */
export function invalidOptions(issues: readonly OptionIssue[]): CommandError {
  const messages = [
    ...new Set(
      issues.map(({ flag, message }) => (flag === undefined ? message : `${flag}: ${message}`)),
    ),
  ];
  return messages.length === 1
    ? new CommandError(EXIT.usage, `${messages[0]}.`)
    : new CommandError(EXIT.usage, 'Several options are wrong:', messages);
}
