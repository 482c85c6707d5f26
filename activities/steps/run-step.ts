import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { type AssetRef, growingPauseMs, type Money, stepKey } from '@fermata/contracts/values';
import { priceOf, type RateCard, ZERO } from '@fermata/domain/cost';
import type { Catalogue } from '@fermata/prisma';
import type { AssetLinker, StepFile, UsedAsset } from './asset-linker.ts';
import type { RecipeRef, VersionRef } from './version-ref.ts';
import type { WorkContext } from './with-heartbeat.ts';

export interface StepDeps {
  readonly catalogue: Pick<Catalogue, 'steps' | 'costs'>;
  readonly linker: AssetLinker;
  readonly rates: RateCard;
}

/** The context of a computation. */
export interface StepContext extends Pick<WorkContext, 'signal' | 'onProgress'> {
  readonly onCpuSeconds: (seconds: number) => void;
  readonly onModelSeconds: (seconds: number) => void;
  /** Puts bytes of the result into the store. */
  readonly put: (asset: StepFile) => Promise<AssetRef>;
}

/** A cached computation: the same inputs give the same result. */
export interface Step<T> {
  /** The name in cost records. */
  readonly name: 'compose' | 'sketch' | 'stem' | 'mix' | 'master' | 'deliver' | 'evaluate';
  /** Version of our code around the engine. Raise it when the same inputs give another result. */
  readonly version: number;
  /** Everything that the result depends on, as JSON; engine and bytes by sha256. */
  readonly inputs: unknown;
  /** Distinguishes this run of the step from others of the same version of a track. */
  readonly label: string;
  /** Results are small: values, and references to assets. */
  readonly result: z.ZodType<T>;
  readonly compute: (making: StepContext) => Promise<T>;
  /** The assets that a result names, with their lineage in this version. */
  readonly assets: (result: T) => readonly UsedAsset[];
  readonly audioSeconds: (result: T) => number;
}

/** A worker that was killed loses its claim after this time. */
const LEASE_SECONDS = 6;
const LEASE_RENEWAL_MS = 2000;
const RENEWAL_FAILED = 'cannot extend the claim of a step; another worker may compute the same';
const POLL_MIN_MS = 50;
const POLL_MAX_MS = 500;

/**
 * Returns the step's result from the project's cache, waits for another worker that computes it, or
 * computes it. If that worker is lost, or the cached bytes are, the step is computed here. A worker
 * that only seems lost produces the same bytes, so a duplicate costs nothing but time.
 */
export async function runStep<T>(
  deps: StepDeps,
  use: VersionRef | RecipeRef,
  step: Step<T>,
  watch: WorkContext,
): Promise<T> {
  const { steps } = deps.catalogue;
  const run: StepRun<T> = {
    deps,
    use,
    step,
    watch,
    key: stepKey(step),
  };
  const claimant = randomUUID();
  for (let poll = 1; ; poll += 1) {
    watch.signal.throwIfAborted();
    const cached = await findCached(run);
    if (cached !== null) return cached.result;
    if (await steps.claim(use.projectId, run.key, claimant, LEASE_SECONDS)) {
      const extend = setInterval(
        () =>
          void steps
            .claim(use.projectId, run.key, claimant, LEASE_SECONDS)
            .catch((error: unknown) => watch.onWarning(RENEWAL_FAILED, error)),
        LEASE_RENEWAL_MS,
      );
      try {
        // Another worker may have finished between the lookup and the claim.
        return (await findCached(run))?.result ?? (await computeAndStore(run));
      } finally {
        clearInterval(extend);
        // An unreleased claim expires.
        await steps.release(use.projectId, run.key, claimant).catch(() => undefined);
      }
    }
    watch.onProgress(0, `waiting for another worker that computes the same ${step.name}`);
    const pauseMs = growingPauseMs(poll, POLL_MIN_MS, POLL_MAX_MS);
    await pause(pauseMs, undefined, { signal: watch.signal });
  }
}

interface StepRun<T> {
  readonly deps: StepDeps;
  readonly use: VersionRef | RecipeRef;
  readonly step: Step<T>;
  readonly watch: WorkContext;
  readonly key: string;
}

/** The cached result; null if there is none or it is no longer usable. */
async function findCached<T>(run: StepRun<T>): Promise<{ result: T } | null> {
  const {
    deps: { catalogue, linker, rates },
    use,
    step,
    key,
  } = run;
  const cached = await catalogue.steps.find(use.projectId, key);
  if (cached === null) return null;
  const parsed = step.result.safeParse(cached.result);
  const missing = parsed.success ? await linker.link(use, step.assets(parsed.data)) : [];
  if (!parsed.success || missing.length > 0) {
    await catalogue.steps.forget(use.projectId, key);
    return null;
  }
  const { cpuSeconds: savedCpuSeconds, modelSeconds } = cached;
  const savedPrice = priceOf(rates, {
    cpuSeconds: savedCpuSeconds,
    modelSeconds,
    bytesStored: 0,
  });
  await recordCost(run, {
    audioSeconds: step.audioSeconds(parsed.data),
    cacheHit: true,
    savedCpuSeconds,
    savedPrice,
  });
  return { result: parsed.data };
}

async function computeAndStore<T>(run: StepRun<T>): Promise<T> {
  const {
    deps: { catalogue, linker },
    use,
    step,
    watch,
    key,
  } = run;
  const { projectId } = use;
  const usage = { cpuSeconds: 0, modelSeconds: 0 };
  const files = new Map<string, StepFile>();
  try {
    const result = step.result.parse(
      await step.compute({
        signal: watch.signal,
        onProgress: watch.onProgress,
        onCpuSeconds: (seconds) => {
          usage.cpuSeconds += seconds;
        },
        onModelSeconds: (seconds) => {
          usage.modelSeconds += seconds;
        },
        put: async (asset) => {
          const ref = await linker.put(projectId, asset);
          files.set(ref.sha256, asset);
          return ref;
        },
      }),
    );
    const assets = step.assets(result);
    // Bytes that existed before may have been evicted between put and link. Linked bytes stay.
    for (const { sha256 } of await linker.link(use, assets)) {
      const file = files.get(sha256);
      if (!file)
        throw new Error(`the step ${step.name} names the asset ${sha256}, which it did not store`);
      await linker.put(projectId, file);
    }
    const refs = new Map(assets.map(({ ref }) => [ref.sha256, ref]));
    const bytes = [...refs.values()].reduce((sum, ref) => sum + ref.bytes, 0);
    await catalogue.steps.save({
      projectId,
      key,
      step: step.name,
      version: step.version,
      result,
      assets: [...refs.keys()],
      bytes,
      ...usage,
    });
    await recordCost(run, {
      ...usage,
      audioSeconds: step.audioSeconds(result),
      bytesStored: bytes,
    });
    return result;
  } catch (error) {
    // A failed attempt is charged for its use.
    if (usage.cpuSeconds + usage.modelSeconds > 0)
      await recordCost(run, { ...usage, failed: true }).catch((reason: unknown) =>
        run.watch.onWarning('cannot record the cost of a failed attempt', reason),
      );
    throw error;
  }
}

interface CostEntry {
  cpuSeconds?: number;
  modelSeconds?: number;
  audioSeconds?: number;
  bytesStored?: number;
  cacheHit?: boolean;
  failed?: boolean;
  savedCpuSeconds?: number;
  savedPrice?: Money;
}

/** One row for each step of a track's version, however often it runs, and one for each failed attempt. */
async function recordCost<T>(
  { deps: { catalogue, rates }, use: { projectId, trackId, version }, step, watch }: StepRun<T>,
  usage: CostEntry,
): Promise<void> {
  const { cpuSeconds = 0, modelSeconds = 0, bytesStored = 0, failed = false } = usage;
  await catalogue.costs.record({
    projectId,
    trackId,
    step: step.name,
    stepKey: `${trackId}/v${version}/${step.name}/${step.label}${failed ? `/attempt-${watch.attempt}` : ''}`,
    audioSeconds: 0,
    cacheHit: false,
    savedCpuSeconds: 0,
    savedPrice: ZERO,
    ...usage,
    cpuSeconds,
    modelSeconds,
    bytesStored,
    failed,
    price: priceOf(rates, { cpuSeconds, modelSeconds, bytesStored }),
  });
}
