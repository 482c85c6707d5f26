import { createHash } from 'node:crypto';
import type { PreviewServiceRequest } from '@fermata/contracts/http';
import {
  type Intent,
  type ModelChoice,
  type PreviewFacts,
  type PreviewPrompt,
  type Recipe,
  recipeIdOf,
  type Score,
} from '@fermata/contracts/values';
import { briefFromPrompt, type MadePreview, PreviewRefusedError } from '@fermata/domain/preview';
import { chooserAmong, openModels } from '@fermata/models';
import {
  type Engine,
  EngineError,
  excerptOf,
  planRecipes,
  PREVIEW_RATE,
  previewFadeSeconds,
} from '@fermata/music';
import { abortable } from './abortable.ts';
import { byteCache } from './byte-cache.ts';
import { checkDeadline, type Workload } from './check-deadline.ts';
import { BACKGROUND_PRIORITY, PartRenderer } from './part-renderer.ts';
import { StepTimes } from './step-times.ts';

const GRACE_MS = 1000;
const SCORES_BYTES = 32 * 1024 * 1024;
const DEFAULT_ESTIMATE_MS = { compose: 20, mix: 40, parts: 400 } as const;
/** planRecipes reads seed and takes from the intent's preview; this id is not in the recipe. */
const PLACEHOLDER_PREVIEW_ID = `prv_${'0'.repeat(24)}`;

/** Makes previews in warm processes. A request is refused if the work ahead makes it miss its deadline. */
export class PreviewMaker {
  readonly renderer: PartRenderer;
  readonly #engine: Engine;
  readonly #models = openModels();
  readonly #build: { readonly version: string; readonly sha256: string };
  readonly #processes: number;
  readonly #maxRequests: number;
  readonly #times = new StepTimes();
  readonly #scores = byteCache<Score>(SCORES_BYTES, scoreBytes);
  /** The expected work of requests without a score yet, by their position in the queue. */
  readonly #expectedMs = new Map<number, number>();
  #underWay = 0;
  #arrived = 0;

  constructor(
    engine: Engine,
    options: { version: string; processes: number; cacheBytes: number; mostRequests: number },
  ) {
    this.#engine = engine;
    this.#build = { version: options.version, sha256: engine.sha256 };
    this.#processes = options.processes;
    this.#maxRequests = options.mostRequests;
    this.renderer = new PartRenderer(engine, this.#times, options.cacheBytes);
  }

  /** Outstanding milliseconds of a process before position `place` in the queue. */
  outstandingMsBefore(place: number): number {
    let sum = this.renderer.outstandingMs;
    for (const [other, milliseconds] of this.#expectedMs) if (other < place) sum += milliseconds;
    return sum;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Throws PreviewRefusedError if the deadline cannot be met, and the signal's reason on an abort. */
  async make(
    { prompt, deadlineMs, choices }: PreviewServiceRequest,
    signal: AbortSignal,
    { background = false } = {},
  ): Promise<MadePreview> {
    const arrived = performance.now();
    const remainingMs = (): number =>
      background ? Infinity : deadlineMs - (performance.now() - arrived);
    const { intent, recipe } = await this.plan(prompt, choices);
    if (this.#underWay >= this.#maxRequests && !background)
      throw new PreviewRefusedError({
        reason: 'overloaded',
        detail: `${this.#underWay} previews are already in progress`,
        retryAfterMs: 1000,
        intent,
      });
    this.#underWay += 1;
    // First in, first out: a request is not overtaken.
    const priority = background ? BACKGROUND_PRIORITY : this.#arrived++;
    try {
      return await this.#makeBefore(remainingMs, { intent, recipe, priority, signal, arrived });
    } finally {
      this.#expectedMs.delete(priority);
      this.#underWay -= 1;
    }
  }

  /** Loads the models, so that no request waits for them. */
  load(): Promise<void> {
    return this.#models.load();
  }

  /** With the interpreter of a track's brief. */
  async plan(
    prompt: PreviewPrompt,
    choices: readonly ModelChoice[] = [],
  ): Promise<{
    intent: Intent;
    recipe: Recipe;
  }> {
    const { takes, seed: compositionSeed } = prompt;
    const intent = await this.#models.interpreter.interpret(
      briefFromPrompt(prompt),
      undefined,
      undefined,
      chooserAmong(choices),
    );
    const planned = {
      ...intent,
      preview: {
        previewId: PLACEHOLDER_PREVIEW_ID,
        compositionSeed,
        ...(takes.length > 0 ? { takes } : {}),
      },
    };
    const [recipe] = planRecipes({
      intent: planned,
      count: 1,
      engine: this.#build,
      model: this.#models.identityFor(this.#build),
      trackSeed: 0,
      version: 1,
    });
    if (!recipe) throw new Error('no recipe was planned');
    return { intent, recipe };
  }

  async #makeBefore(
    remainingMs: () => number,
    {
      intent,
      recipe,
      priority,
      signal,
      arrived,
    }: { intent: Intent; recipe: Recipe; priority: number; signal: AbortSignal; arrived: number },
  ): Promise<MadePreview> {
    const { style } = intent;
    const recipeId = recipeIdOf(recipe);
    const cachedScore = this.#scores.get(recipeId);
    const mix = this.#times.estimate(['mix'], DEFAULT_ESTIMATE_MS.mix);
    // Twice: before the first step, and when the cached parts are known.
    const checkOrThrow = (work: Pick<Workload, 'ahead' | 'compose' | 'parts'>): void => {
      const check = checkDeadline({ ...work, processes: this.#processes, mix }, remainingMs());
      if (!check.isMet)
        throw new PreviewRefusedError({
          reason: check.reason,
          detail:
            check.reason === 'overloaded'
              ? 'too much work is queued ahead of this preview'
              : 'this preview takes longer than its deadline',
          retryAfterMs: check.retryAfterMs,
          intent,
        });
    };
    if (!cachedScore) {
      const compose = this.#times.estimate(
        [`${style}/compose`, 'compose'],
        DEFAULT_ESTIMATE_MS.compose,
      );
      checkOrThrow({ ahead: this.outstandingMsBefore(priority), compose, parts: [] });
      // The cached parts are unknown yet, so later requests count on the usual work.
      this.#expectedMs.set(
        priority,
        compose + this.#times.estimate([`${style}/parts`, 'parts'], DEFAULT_ESTIMATE_MS.parts),
      );
    }
    let began = performance.now();
    const waitedFrom = began;
    const excerpt =
      cachedScore ??
      (await abortable(
        this.#compose(recipe, recipeId, {
          priority,
          signal,
          onStarted: () => (began = performance.now()),
        }).catch((error: unknown) => {
          throw compositionError(error, intent);
        }),
        signal,
      ));
    const composedAt = performance.now();
    const parts = excerpt.parts.map(({ name }) => ({
      name,
      key: this.renderer.keyOf(recipe, excerpt, name),
    }));
    const missing = parts
      .filter(({ key }) => !this.renderer.isAvailable(key))
      .map(({ name }) => this.renderer.estimate(style, name));
    this.#expectedMs.delete(priority);
    for (const name of [`${style}/parts`, 'parts'])
      this.#times.learn(
        name,
        missing.reduce((sum, milliseconds) => sum + milliseconds, 0),
      );
    checkOrThrow({ ahead: this.outstandingMsBefore(priority), compose: 0, parts: missing });
    const stems = await Promise.all(
      parts.map(({ name, key }) =>
        this.renderer.renderPart(recipe, excerpt, name, { key, priority, signal }),
      ),
    );
    const renderedAt = performance.now();
    const mixed = this.#engine.previewMix(
      stems.map(({ stem }) => stem),
      PREVIEW_RATE,
      { priority, signal, graceMs: GRACE_MS, fadeSeconds: previewFadeSeconds(recipe) },
    );
    const { wav, figures } = await abortable(mixed, signal);
    const mixedAt = performance.now();
    this.#times.learn('mix', mixedAt - renderedAt);
    const made: PreviewFacts = {
      engineSha256: this.#build.sha256,
      recipeId,
      recipe,
      intent,
      sha256: createHash('sha256').update(wav).digest('hex'),
      durationSeconds: figures.durationSeconds,
      sampleRate: PREVIEW_RATE,
      figures,
      parts: stems.map(({ part }) => ({ ...part, milliseconds: round1(part.milliseconds) })),
      timings: {
        waited: round1(began - waitedFrom),
        composed: round1(composedAt - began),
        rendered: round1(renderedAt - composedAt),
        mixed: round1(mixedAt - renderedAt),
        total: round1(mixedAt - arrived),
      },
    };
    return { made, wav };
  }

  async #compose(
    recipe: Recipe,
    recipeId: string,
    options: { priority: number; signal: AbortSignal; onStarted: () => void },
  ): Promise<Score> {
    let began = performance.now();
    const onStarted = (): void => {
      began = performance.now();
      options.onStarted();
    };
    const generator = this.#models.generatorOf(recipe, this.#engine);
    const { score } = await generator.compose(recipe, { ...options, onStarted, graceMs: GRACE_MS });
    for (const name of [`${score.style}/compose`, 'compose'])
      this.#times.learn(name, performance.now() - began);
    const excerpt = excerptOf(score);
    this.#scores.set(recipeId, excerpt);
    return excerpt;
  }
}

/** Memory of a score, estimated: about 100 bytes a note. */
const scoreBytes = ({ parts }: Score): number =>
  100 * parts.reduce((notes, part) => notes + part.notes.length, 10);

/** An error of the composition is an invalid request; an error of a later step is the engine's own. */
const compositionError = (error: unknown, intent: Intent): unknown =>
  error instanceof EngineError
    ? new PreviewRefusedError({ reason: 'invalid', detail: error.message, retryAfterMs: 0, intent })
    : error;

const round1 = (x: number): number => Math.round(x * 10) / 10;
