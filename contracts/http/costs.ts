import { z } from 'zod';
import { Money } from '../values/money.ts';

export const Day = z.iso.date('must be a day such as 2026-11-22');

/** Sums over the ledger. */
export const CostSums = z
  .object({
    entries: z.number().int(),
    /** The number of entries whose result was cached. */
    cacheHits: z.number().int(),
    cpuSeconds: z.number(),
    modelSeconds: z.number(),
    price: Money,
    bytesStored: z.number().int(),
    /** The CPU time that the cached results had taken, and its price. */
    savedCpuSeconds: z.number(),
    savedPrice: Money,
    /** Seconds of audio of all steps, and of finished masters. */
    audioSeconds: z.number(),
    finishedSeconds: z.number(),
    /** Price of a minute of finished audio; null without finished audio. */
    pricePerMinute: Money.nullable(),
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
    price: Money,
    bytesStored: z.number().int(),
    cacheHit: z.boolean(),
    failed: z.boolean(),
    savedCpuSeconds: z.number(),
    savedPrice: Money,
  })
  .meta({ id: 'CostStep' });

export const TrackCostsView = z
  .object({
    trackId: z.string(),
    total: CostSums,
    steps: z.array(CostStepView),
  })
  .meta({ id: 'TrackCosts' });

export type TrackCostsView = z.infer<typeof TrackCostsView>;

export const CostGroup = z.enum(['day', 'step', 'track']);

export type CostGroup = z.infer<typeof CostGroup>;

/** Days in UTC, both included; by default the last 30. */
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
    /** `key`: the day, the step, or the track; at most the 1000 most expensive tracks. */
    rows: z.array(CostSums.extend({ key: z.string() })),
    total: CostSums,
  })
  .meta({ id: 'CostReport' });

export type CostReportView = z.infer<typeof CostReportView>;
