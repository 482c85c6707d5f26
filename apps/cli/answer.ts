import type { CommandAnswer } from '@fermata/contracts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';
import { oneLine } from './render/one-line.ts';
import { relative } from './render/quantities.ts';

/** Shows how a workflow answered a command; a refusal is exit code 4. */
export function showAnswer(output: Output, answer: CommandAnswer, further: readonly string[] = []): ExitCode {
  if (answer.outcome === 'refused') {
    output.result(answer, () => '');
    output.note(`fermata: Refused (${answer.reason}): ${oneLine(answer.detail)}`);
    return EXIT.refused;
  }
  const effect = answer.effectiveAt === undefined ? [] : [`It takes effect ${relative(answer.effectiveAt)}.`];
  output.result(answer, () => [oneLine(answer.detail), ...effect, ...further].join('\n'));
  return EXIT.ok;
}
