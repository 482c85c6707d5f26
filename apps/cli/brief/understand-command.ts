import type { Command } from 'commander';
import { z } from 'zod';
import { duration } from '@fermata/clients/words';
import { BriefUnderstanding } from '@fermata/contracts/http';
import { keyName } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { pairs } from '../render/table.ts';
import { understandingText } from '../render/understanding-text.ts';

/** Adds `understand "…"`. */
export function addUnderstandCommand(program: Command): void {
  defineCommand(program, {
    usage: 'understand <text>',
    summary: 'how a brief is understood, and which wishes cannot be met; nothing is made',
    options: (command) =>
      command.option('--strict', 'fail if a wish cannot be met or is not understood'),
    schema: z.object({ strict: z.boolean().default(false) }),
    async run({ api, output }, { strict }, [text]) {
      const answer = await (
        await api('creator')
      ).post('/v1/briefs/understand', { text, strict }, BriefUnderstanding);
      output.result(answer, () =>
        [intentText(answer), understandingText(answer.understanding)]
          .filter((section) => section !== '')
          .join('\n\n'),
      );
      return EXIT.ok;
    },
  });
}

function intentText({ intent }: BriefUnderstanding): string {
  const { style, substyle, mood, tempoBpm, key, metre, durationSeconds, withoutParts } = intent;
  return pairs([
    ['music', `${mood} ${substyle === undefined ? style : `${style} (${substyle})`}`],
    ['tempo', `${tempoBpm} beats a minute${metre === undefined ? '' : ` in ${metre}`}`],
    ['key', keyName(key)],
    ['length', duration(durationSeconds)],
    ...(withoutParts.length > 0 ? [['without', withoutParts.join(', ')] as const] : []),
    ...(intent.ending === 'loop' ? [['ending', 'a seamless loop'] as const] : []),
  ]);
}
