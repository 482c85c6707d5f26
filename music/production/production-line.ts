import { STAGE_WORK_SHARES } from '@fermata/contracts/values';
import type { CallOptions } from '../engine/engine-pool.ts';
import { scaleProgress } from '../engine/scale-progress.ts';

/**
 * How each step from a recipe to its files is done: its inputs from earlier steps, and the
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

/** Composing is a small part of the stage `generating`. The other steps are stages of a track. */
const COMPOSE_SHARE = 0.05;

/** The progress of the whole line, from 0 to 1, at the end of each step. */
export const PROGRESS_AFTER = progressAfterSteps();

function progressAfterSteps(): Readonly<
  Record<keyof ProductionSteps<never, never, never, never, never, never>, number>
> {
  const { stems, mixing, mastering, enriching } = STAGE_WORK_SHARES;
  const work = stems + mixing + mastering + enriching;
  const after = (done: number): number => COMPOSE_SHARE + (1 - COMPOSE_SHARE) * (done / work);
  return {
    compose: after(0),
    stems: after(stems),
    mix: after(stems + mixing),
    master: after(stems + mixing + mastering),
    deliver: after(work),
  };
}

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
