import { instant, oneLine, relative } from '@fermata/clients/words';
import type { CommandResult } from '@fermata/contracts/values';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';

/** Prints the result of a command; a refusal is exit code 4. `undo`: the command that undoes it. */
export function showResult(output: Output, answer: CommandResult, undo?: string): ExitCode {
  if (answer.outcome === 'refused') {
    output.result(answer, () => '');
    output.note(`fermata: Refused (${answer.reason}): ${oneLine(answer.detail)}`);
    return EXIT.refused;
  }
  const { effectiveAt, detail } = answer;
  const when = effectiveAt === undefined ? null : relative(effectiveAt);
  // Without a grace period there is nothing to undo.
  output.result(answer, () =>
    effectiveAt === undefined || when === null
      ? asSentence(detail)
      : [
          `It takes effect ${when}, at ${instant(effectiveAt)}.`,
          ...(undo === undefined || Date.parse(effectiveAt) - Date.now() < 1000
            ? []
            : [`Until then: ${undo}`]),
        ].join('\n'),
  );
  return EXIT.ok;
}

const asSentence = (text: string): string =>
  oneLine(text)
    .replace(/^\p{Ll}/u, (first) => first.toUpperCase())
    .replace(/[^.!?]$/, '$&.');
