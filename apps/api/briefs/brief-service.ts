import { Inject, Injectable } from '@nestjs/common';
import type { BriefUnderstanding, UnderstandRequest } from '@fermata/contracts/http';
import {
  type Brief,
  type Intent,
  type Understanding,
  unmetWishes,
} from '@fermata/contracts/values';
import { openModels } from '@fermata/models';
import { briefIssues } from '@fermata/music';
import { invalidBody } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { LanguageModel } from '../language-model/language-model.ts';
import { ModelChoices } from '../models/model-choices.ts';

interface Reading {
  readonly loopTempoBpm?: number | undefined;
  /** Cancels the call of a language model. */
  readonly clientGone: AbortSignal;
}

/** Interprets briefs without making anything. */
@Injectable()
export class BriefService {
  readonly #interpreter = openModels().interpreter;

  constructor(
    @Inject(LanguageModel) private readonly languageModel: LanguageModel,
    @Inject(ModelChoices) private readonly choices: ModelChoices,
  ) {}

  async understand(
    principal: Principal,
    { strict, ...brief }: UnderstandRequest,
    clientGone: AbortSignal,
  ): Promise<BriefUnderstanding> {
    assertPossible(brief);
    const { understanding = [], ...intent } = await this.#interpret(principal, brief, {
      clientGone,
    });
    if (strict) assertMet(understanding, 'body.text');
    return { intent, understanding };
  }

  /** Throws the 422 for the brief of a track with a wish that cannot be met. `path`: of its text in the request. */
  async assertMet(
    principal: Principal,
    brief: Brief,
    path: string,
    reading: Reading,
  ): Promise<void> {
    const { understanding = [] } = await this.#interpret(principal, brief, reading);
    assertMet(understanding, path);
  }

  /** The same for a preview, which has no time to wait for a language model. */
  async assertPreviewMet({ projectId }: Principal, brief: Brief, path: string): Promise<void> {
    const choose = await this.choices.previewChooser(projectId, brief.text);
    const { understanding = [] } = await this.#interpreter.interpret(
      brief,
      undefined,
      undefined,
      choose,
    );
    assertMet(understanding, path);
  }

  /** As the worker will. */
  async #interpret(
    { projectId }: Principal,
    brief: Brief,
    { loopTempoBpm, clientGone }: Reading,
  ): Promise<Intent> {
    const choose = await this.choices.chooserFor(projectId, brief.text);
    const last = this.languageModel.briefReader(projectId, brief, clientGone);
    return this.#interpreter.interpret(brief, loopTempoBpm, last, choose);
  }
}

/** Refuses a brief that a request for a track could not have either. */
function assertPossible(brief: Omit<UnderstandRequest, 'strict'>): void {
  const issues = briefIssues({ brief }).map(({ path: [, ...path], message }) => ({
    path,
    message,
  }));
  if (issues.length > 0) throw invalidBody({ issues });
}

function assertMet(understanding: Understanding, path: string): void {
  const unmet = unmetWishes(understanding);
  if (unmet.length === 0) return;
  throw new ProblemException(
    'unmet-wishes',
    `${unmet.length === 1 ? 'a wish' : `${unmet.length} wishes`} of the brief cannot be met`,
    {
      understanding,
      errors: unmet.map(({ quote, reason }) => ({ path, message: `“${quote}”: ${reason}` })),
    },
  );
}
