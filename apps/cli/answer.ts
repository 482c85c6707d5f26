import type { CommandAnswer } from '@fermata/contracts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';
import { oneLine } from './render/one-line.ts';
import { instant, relative } from './render/quantities.ts';

/** Shows how a workflow answered a command; a refusal is exit code 4. `undo`: how to take it back until it takes effect. */
export function showAnswer(output: Output, answer: CommandAnswer, undo?: string): ExitCode {
  if (answer.outcome === 'refused') {
    output.result(answer, () => '');
    output.note(`fermata: Refused (${answer.reason}): ${oneLine(answer.detail)}`);
    return EXIT.refused;
  }
  const { effectiveAt, detail } = answer;
  output.result(answer, () => (effectiveAt === undefined ? sentence(detail) : [`It takes effect ${relative(effectiveAt)}, at ${instant(effectiveAt)}.`, ...(undo === undefined ? [] : [`Until then: ${undo}`])].join('\n')));
  return EXIT.ok;
}

const sentence = (text: string): string => oneLine(text).replace(/^\p{Ll}/u, (first) => first.toUpperCase()).replace(/[^.!?]$/, '$&.');
