import { z } from 'zod';

const Day = z.iso.date('must be a day such as 2026-11-22');
const Currency = z.literal('EUR');
/** Hundredths of a euro. */
const MinorUnits = z.number().min(0);

/** Sums over the ledger. Prices in minor units of EUR. */
export const CostSums = z
  .object({
    /** How many entries, and how many of them computed nothing as the result was there. */
    entries: z.number().int(),
    cacheHits: z.number().int(),
    cpuSeconds: z.number(),
    modelSeconds: z.number(),
    priceMinor: MinorUnits,
    bytesStored: z.number().int(),
    /** What the cached results had taken when they were made, and what that costs. */
    savedCpuSeconds: z.number(),
    savedPriceMinor: MinorUnits,
    /** Seconds of audio that all steps gave, and of finished masters. */
    audioSeconds: z.number(),
    finishedSeconds: z.number(),
    /** Price of a minute of finished audio; null where none was finished. */
    priceMinorPerMinute: MinorUnits.nullable(),
  })
  .meta({ id: 'CostSums' });
export type CostSums = z.infer<typeof CostSums>;

export const CostStepView = z
  .object({
    step: z.string(),
    stepKey: z.string(),
    recordedAt: z.iso.datetime(),
    cpuSeconds: z.number(),
    modelSeconds: z.number(),
    audioSeconds: z.number(),
    priceMinor: MinorUnits,
    bytesStored: z.number().int(),
    cacheHit: z.boolean(),
    failed: z.boolean(),
    savedCpuSeconds: z.number(),
    savedPriceMinor: MinorUnits,
  })
  .meta({ id: 'CostStep' });
export const TrackCostsView = z
  .object({
    trackId: z.string(),
    currency: Currency,
    total: CostSums,
    steps: z.array(CostStepView),
  })
  .meta({ id: 'TrackCosts' });
export type TrackCostsView = z.infer<typeof TrackCostsView>;

export const CostGroup = z.enum(['day', 'step', 'track']);
export type CostGroup = z.infer<typeof CostGroup>;
/** Days in UTC, both included; the last 30 where they are not named. */
export const CostQuery = z.strictObject({
  from: Day.optional(),
  to: Day.optional(),
  by: CostGroup.default('day'),
});
export const CostReportView = z
  .object({
    from: Day,
    to: Day,
    by: CostGroup,
    currency: Currency,
    /** `key`: the day, the step, or the track; of tracks the dearest 1000. */
    rows: z.array(CostSums.extend({ key: z.string() })),
    total: CostSums,
  })
  .meta({ id: 'CostReport' });
export type CostReportView = z.infer<typeof CostReportView>;

/** What a project may spend in a day (UTC): new work is refused from the moment on that the ledger has reached it. */
export const BudgetView = z
  .object({
    day: Day,
    currency: Currency,
    dayMinor: MinorUnits.nullable(),
    spentMinor: MinorUnits,
    exhausted: z.boolean(),
    /** When the next day begins. */
    opensAt: z.iso.datetime(),
    setBy: z.string().nullable(),
    setAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Budget' });
export type BudgetView = z.infer<typeof BudgetView>;
/** `dayMinor` null: as much as it likes. */
export const BudgetRequest = z.strictObject({
  dayMinor: z
    .number()
    .positive('must be more than 0 hundredths of a euro, or null for no limit')
    .max(1_000_000_000)
    .nullable(),
});

/** What the cache of a project holds. `ownBytes`: what evicting all of it would free; all else belongs to tracks that need it. */
export const CacheView = z
  .object({
    results: z.number().int(),
    assetBytes: z.number().int(),
    ownBytes: z.number().int(),
    budgetBytes: z.number().int(),
    keepDays: z.number(),
    oldestUseAt: z.iso.datetime().nullable(),
    steps: z.array(
      z.object({ step: z.string(), results: z.number().int(), assetBytes: z.number().int() }),
    ),
  })
  .meta({ id: 'Cache' });
export type CacheView = z.infer<typeof CacheView>;
/** `budgetBytes`: this time; the setting where it is absent. */
export const EvictRequest = z.strictObject({ budgetBytes: z.number().int().min(0).optional() });
export const EvictionView = z
  .object({
    budgetBytes: z.number().int(),
    ownBytesBefore: z.number().int(),
    ownBytesAfter: z.number().int(),
    results: z.number().int(),
    assets: z.number().int(),
    freedBytes: z.number().int(),
  })
  .meta({ id: 'Eviction' });
export type EvictionView = z.infer<typeof EvictionView>;
