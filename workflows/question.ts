import {
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { AnswerMessage, TOO_MANY_COMMANDS, UPDATES } from '@fermata/contracts/temporal';
import { type CommandResult, formatIssues, type QuestionAnswer } from '@fermata/contracts/values';
import { call } from './call.ts';
import { tokens } from './proxies.ts';

/** Temporal allows 2,000 updates per run. */
const MAX_ANSWERS = 500;

export interface GivenAnswer {
  readonly answer: QuestionAnswer;
  readonly actor: string;
}

/** `limit`: nobody has answered in time. `moot`: the question was over before. */
export type QuestionEnd =
  ({ readonly by: 'person' } & GivenAnswer) | { readonly by: 'limit' } | { readonly by: 'moot' };

interface AskOptions {
  readonly isOver?: () => boolean;
  readonly onAnswer?: (given: GivenAnswer) => void;
}

/** A question about a release or one of its offers, which a person answers. */
export class Question {
  readonly #projectId: string;
  readonly #sentences: Sentences;
  /** The answers that make sense now; null while nothing is asked. */
  #open: readonly QuestionAnswer[] | null = null;
  #given: GivenAnswer | null = null;
  #onAnswer: (given: GivenAnswer) => void = () => undefined;
  #verifying = 0;
  #received = 0;

  /** `sentences`: the effect of each answer, for the person who gives it. */
  constructor(projectId: string, sentences: Sentences = OF_RELEASE) {
    this.#projectId = projectId;
    this.#sentences = sentences;
    setHandler(
      defineUpdate<CommandResult, [AnswerMessage]>(UPDATES.answer),
      (message) => CancellationScope.nonCancellable(() => this.#receive(message)),
      { validator: (message) => this.#validate(message) },
    );
  }

  /**
   * Resolves to the answer, or to the reason why there is none: `limitMs` are over, or `isOver`. `onAnswer` gets a
   * person's answer in the same step that accepts it, before a run can end.
   */
  async ask(
    possible: readonly QuestionAnswer[],
    limitMs: number,
    { isOver = () => false, onAnswer = () => undefined }: AskOptions = {},
  ): Promise<QuestionEnd> {
    this.#open = possible;
    this.#given = null;
    this.#onAnswer = onAnswer;
    try {
      const isInTime = await condition(() => this.#given !== null || isOver(), limitMs, {
        summary: 'Time limit for the answer of a person',
      });
      // An answer that came in time counts, however long its verification takes.
      await condition(() => this.#verifying === 0);
      return this.#person ?? { by: isInTime ? 'moot' : 'limit' };
    } finally {
      this.#open = null;
    }
  }

  get #person(): QuestionEnd | null {
    return this.#given && { by: 'person', ...this.#given };
  }

  #validate(message: unknown): void {
    const parsed = AnswerMessage.safeParse(message);
    if (!parsed.success) throw new TypeError(`answer: ${formatIssues(parsed.error)}`);
    if (this.#received >= MAX_ANSWERS)
      throw ApplicationFailure.nonRetryable(
        'the release has received too many answers',
        TOO_MANY_COMMANDS,
      );
  }

  async #receive({ token, answer }: AnswerMessage): Promise<CommandResult> {
    const { workflowId, runId } = workflowInfo();
    this.#received += 1;
    this.#verifying += 1;
    try {
      const verified = await call(tokens.verifyCommandToken, 'Verify the token of an answer', {
        projectId: this.#projectId,
        command: 'answer',
        content: { answer },
        token,
        spender: `${workflowId}/${runId}/${currentUpdateInfo()?.id ?? ''}`,
        at: new Date().toISOString(),
      });
      if (!verified.valid)
        return { outcome: 'refused', reason: verified.reason, detail: verified.detail };
      return this.#accept(answer, verified.actor);
    } finally {
      this.#verifying -= 1;
    }
  }

  #accept(answer: QuestionAnswer, actor: string): CommandResult {
    if (this.#open === null || this.#given !== null)
      return { outcome: 'refused', reason: 'not-now', detail: 'the release asks nothing now' };
    if (!this.#open.includes(answer))
      return {
        outcome: 'refused',
        reason: 'not-now',
        detail: `the answer is one of ${this.#open.join(', ')}`,
      };
    this.#given = { answer, actor };
    this.#onAnswer(this.#given);
    return { outcome: 'accepted', detail: this.#sentences[answer] };
  }
}

type Sentences = Readonly<Record<QuestionAnswer, string>>;

const OF_RELEASE: Sentences = {
  keep: 'the release stays with the partners that have taken it',
  withdraw: 'the release is being withdrawn from all partners',
  redeliver: 'the release is redelivered to the partners that have not taken it',
};
