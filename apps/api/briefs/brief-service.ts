import { Injectable } from '@nestjs/common';
import type { BriefUnderstanding, UnderstandRequest } from '@fermata/contracts/http';
import { type Understanding, unmetWishes } from '@fermata/contracts/values';
import { openModels } from '@fermata/models';
import { ProblemException } from '../http/problem-exception.ts';

/** Interprets briefs without making anything. */
@Injectable()
export class BriefService {
  readonly #interpreter = openModels().interpreter;

  async understand({ strict, ...brief }: UnderstandRequest): Promise<BriefUnderstanding> {
    const { understanding = [], ...intent } = await this.#interpreter.interpret(brief);
    if (strict) assertMet(understanding);
    return { intent, understanding };
  }
}

function assertMet(understanding: Understanding): void {
  const unmet = unmetWishes(understanding);
  if (unmet.length === 0) return;
  throw new ProblemException(
    'unmet-wishes',
    `${unmet.length === 1 ? 'a wish' : `${unmet.length} wishes`} of the brief cannot be met`,
    {
      errors: unmet.map(({ quote, reason }) => ({
        path: 'body.text',
        message: `“${quote}”: ${reason}`,
      })),
    },
  );
}
