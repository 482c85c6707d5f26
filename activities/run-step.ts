import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { type AssetRef, canonicalSha256, priceOf, type RateCard } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import type { AssetKeeper, AssetUse, NewAsset, UsedAsset } from './asset-keeper.ts';
import type { Watch } from './with-heartbeat.ts';

export interface StepRooms {
  readonly catalogue: Pick<Catalogue, 'steps' | 'costs'>;
  readonly keeper: AssetKeeper;
  readonly rates: RateCard;
}

/** What the making of a result is handed. */
export interface Making extends Pick<Watch, 'signal' | 'onProgress'> {
  readonly onCpuSeconds: (seconds: number) => void;
  readonly onModelSeconds: (seconds: number) => void;
  /** Puts bytes of the result into the store. */
  readonly put: (asset: NewAsset) => Promise<AssetRef>;
}

/** A piece of work that gives the same result for the same inputs, whoever asks. */
export interface Step<T> {
  /** As costs name it. */
  readonly name: 'compose' | 'sketch' | 'stem' | 'mix' | 'master' | 'deliver' | 'evaluate';
  /** Of our code around the engine: raise it where that gives another result for the same inputs. */
  readonly version: number;
  /** All that the result depends on, as JSON: the engine by its sha256, bytes by theirs. */
  readonly inputs: unknown;
  /** Tells this run of the step from the others of the same version of a track. */
  readonly label: string;
  /** The result is small: values, and references to assets. */
  readonly result: z.ZodType<T>;
  readonly make: (making: Making) => Promise<T>;
  /** The assets that a result names, with the lineage that they have in this use. */
  readonly assets: (result: T) => readonly UsedAsset[];
  readonly audioSeconds: (result: T) => number;
}

/** A maker that was killed is seen to be gone after this time. */
const LEASE_SECONDS = 6;
const EXTEND_MS = 2000;
const FIRST_LOOK_MS = 50;
const LONGEST_LOOK_MS = 500;

/** sha256(step, version, inputs): under which a result is found again. */
const stepKeyOf = ({
  name,
  version,
  inputs,
}: Pick<Step<unknown>, 'name' | 'version' | 'inputs'>): string =>
  canonicalSha256({ step: name, version, inputs });

/**
 * The step's result: what a project has it does not make again, and what somebody makes just now is waited for. Whoever finds the maker gone, or its bytes, makes
 * it in its place. A maker that only seems to be gone makes the same bytes as the other one, so nothing is lost but time.
 */
export async function runStep<T>(
  rooms: StepRooms,
  use: AssetUse,
  step: Step<T>,
  watch: Watch,
): Promise<T> {
  const { steps } = rooms.catalogue;
  const run: StepRun<T> = { rooms, use, step, watch, key: stepKeyOf(step) };
  const maker = randomUUID();
  for (let look = FIRST_LOOK_MS; ; look = Math.min(2 * look, LONGEST_LOOK_MS)) {
    watch.signal.throwIfAborted();
    const kept = await recall(run);
    if (kept !== null) return kept.result;
    if (await steps.claim(use.projectId, run.key, maker, LEASE_SECONDS)) {
      // While the database is away it cannot be extended; then somebody may make the same.
      const extend = setInterval(
        () => void steps.claim(use.projectId, run.key, maker, LEASE_SECONDS).catch(() => undefined),
        EXTEND_MS,
      );
      try {
        // Another maker may have ended between the look and the claim.
        return (await recall(run))?.result ?? (await make(run));
      } finally {
        clearInterval(extend);
        // It ends by itself as well.
        await steps.release(use.projectId, run.key, maker).catch(() => undefined);
      }
    }
    watch.onProgress(0, `waiting for the same ${step.name}, which is being made`);
    await pause(look, undefined, { signal: watch.signal });
  }
}

interface StepRun<T> {
  readonly rooms: StepRooms;
  readonly use: AssetUse;
  readonly step: Step<T>;
  readonly watch: Watch;
  readonly key: string;
}

/** What is kept under the key; null where nothing is, or where it can be used no more. */
async function recall<T>(run: StepRun<T>): Promise<{ result: T } | null> {
  const {
    rooms: { catalogue, keeper, rates },
    use,
    step,
    key,
  } = run;
  const kept = await catalogue.steps.find(use.projectId, key);
  if (kept === null) return null;
  const parsed = step.result.safeParse(kept.result);
  const missing = parsed.success ? await keeper.use(use, step.assets(parsed.data)) : [];
  if (!parsed.success || missing.length > 0) {
    await catalogue.steps.forget(use.projectId, key);
    return null;
  }
  const { cpuSeconds: savedCpuSeconds, modelSeconds } = kept;
  const savedPriceMinor = priceOf(rates, {
    cpuSeconds: savedCpuSeconds,
    modelSeconds,
    bytesStored: 0,
  });
  await charge(run, {
    audioSeconds: step.audioSeconds(parsed.data),
    cacheHit: true,
    savedCpuSeconds,
    savedPriceMinor,
  });
  return { result: parsed.data };
}

async function make<T>(run: StepRun<T>): Promise<T> {
  const {
    rooms: { catalogue, keeper },
    use,
    step,
    watch,
    key,
  } = run;
  const { projectId } = use;
  const used = { cpuSeconds: 0, modelSeconds: 0 };
  const files = new Map<string, NewAsset>();
  try {
    const result = step.result.parse(
      await step.make({
        signal: watch.signal,
        onProgress: watch.onProgress,
        onCpuSeconds: (seconds) => {
          used.cpuSeconds += seconds;
        },
        onModelSeconds: (seconds) => {
          used.modelSeconds += seconds;
        },
        put: async (asset) => {
          const ref = await keeper.put(projectId, asset);
          files.set(ref.sha256, asset);
          return ref;
        },
      }),
    );
    const assets = step.assets(result);
    // Bytes that were there before may have been evicted between the put and the registration. Now that they are in use they stay.
    for (const { sha256 } of await keeper.use(use, assets)) {
      const file = files.get(sha256);
      if (!file)
        throw new Error(`the step ${step.name} names the asset ${sha256}, which it has not put`);
      await keeper.put(projectId, file);
    }
    const refs = new Map(assets.map(({ ref }) => [ref.sha256, ref]));
    const bytes = [...refs.values()].reduce((sum, ref) => sum + ref.bytes, 0);
    await catalogue.steps.keep({
      projectId,
      key,
      step: step.name,
      version: step.version,
      result,
      assets: [...refs.keys()],
      bytes,
      ...used,
    });
    await charge(run, { ...used, audioSeconds: step.audioSeconds(result), bytesStored: bytes });
    return result;
  } catch (error) {
    // What an attempt has used is paid for, whatever came of it.
    if (used.cpuSeconds + used.modelSeconds > 0)
      await charge(run, { ...used, failed: true }).catch(() => undefined);
    throw error;
  }
}

interface Charge {
  cpuSeconds?: number;
  modelSeconds?: number;
  audioSeconds?: number;
  bytesStored?: number;
  cacheHit?: boolean;
  failed?: boolean;
  savedCpuSeconds?: number;
  savedPriceMinor?: number;
}

/** One row for a step of a track's version, however often it runs, and one for each attempt that failed. */
async function charge<T>(
  { rooms: { catalogue, rates }, use: { projectId, trackId, version }, step, watch }: StepRun<T>,
  given: Charge,
): Promise<void> {
  const { cpuSeconds = 0, modelSeconds = 0, bytesStored = 0, failed = false } = given;
  await catalogue.costs.record({
    projectId,
    trackId,
    step: step.name,
    stepKey: `${trackId}/v${version}/${step.name}/${step.label}${failed ? `/attempt-${watch.attempt}` : ''}`,
    audioSeconds: 0,
    cacheHit: false,
    savedCpuSeconds: 0,
    savedPriceMinor: 0,
    ...given,
    cpuSeconds,
    modelSeconds,
    bytesStored,
    failed,
    priceMinor: priceOf(rates, { cpuSeconds, modelSeconds, bytesStored }),
  });
}
