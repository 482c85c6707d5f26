import { z } from 'zod';
import { Currency, MinorUnits } from '../values/money.ts';

export const Day = z.iso.date('must be a day such as 2026-11-22');

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
