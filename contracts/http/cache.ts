import { z } from 'zod';

/** A project's cache. `ownBytes`: bytes that an eviction could free; tracks need the others. */
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

/** `budgetBytes` defaults to the setting. */
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
