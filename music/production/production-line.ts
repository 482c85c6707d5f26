import type { CallOptions } from '../engine/engine-pool.ts';
import { scaleProgress } from '../engine/scale-progress.ts';

/**
 * How each step from a recipe to its files is done: what it takes from earlier steps, and the
 * options that carry its progress and cancellation. Implementations run in one engine, in durable
 * activities, or with measurements around each step.
 */
export interface ProductionSteps<Composed, Stems, Mix, Master, Files, Options> {
  compose(options: Options): Promise<Composed>;
  stems(composed: NoInfer<Composed>, options: Options): Promise<Stems>;
  mix(stems: NoInfer<Stems>, options: Options): Promise<Mix>;
  master(mix: NoInfer<Mix>, options: Options): Promise<Master>;
  deliver(
    made: { readonly composed: NoInfer<Composed>; readonly master: NoInfer<Master> },
    options: Options,
  ): Promise<Files>;
}

/** The progress of the whole line, from 0 to 1, at the end of each step. */
const PROGRESS_AFTER = { compose: 0.05, stems: 0.6, mix: 0.7, master: 0.85, deliver: 1 } as const;

/** Runs the steps in order. Returns the result of each. */
export async function walkProductionLine<
  Composed,
  Stems,
  Mix,
  Master,
  Files,
  Options extends Pick<CallOptions, 'onProgress'>,
>(
  steps: ProductionSteps<Composed, Stems, Mix, Master, Files, Options>,
  options: Options,
): Promise<{
  composed: Composed;
  stems: Stems;
  mix: Mix;
  master: Master;
  files: Files;
}> {
  const { compose, stems, mix, master, deliver } = PROGRESS_AFTER;
  const composed = await steps.compose(scaleProgress(options, 0, compose));
  const rendered = await steps.stems(composed, scaleProgress(options, compose, stems));
  const mixed = await steps.mix(rendered, scaleProgress(options, stems, mix));
  const mastered = await steps.master(mixed, scaleProgress(options, mix, master));
  const files = await steps.deliver(
    { composed, master: mastered },
    scaleProgress(options, master, deliver),
  );
  return { composed, stems: rendered, mix: mixed, master: mastered, files };
}
