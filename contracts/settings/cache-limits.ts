import { z } from 'zod';
import { type Environment, parseSettings } from './parse-settings.ts';

export interface CacheLimits {
  /** Limits of one project's step cache, without the bytes that its tracks need. */
  readonly budgetBytes: number;
  /** Days for which a track that ended without a release keeps its intermediates. */
  readonly keepDays: number;
}

export const DEFAULT_CACHE_LIMITS: CacheLimits = { budgetBytes: 20_000_000_000, keepDays: 30 };

const BYTES = 'FERMATA_CACHE_BYTES must be a whole number of bytes from 0, such as 20000000000';
const DAYS = 'FERMATA_CACHE_KEEP_DAYS must be a number of days from 0 to 36500, such as 30';

const Limits = z.object({
  FERMATA_CACHE_BYTES: z.coerce
    .number({ error: BYTES })
    .int(BYTES)
    .min(0, BYTES)
    .default(DEFAULT_CACHE_LIMITS.budgetBytes),
  FERMATA_CACHE_KEEP_DAYS: z.coerce
    .number({ error: DAYS })
    .min(0, DAYS)
    .max(36_500, DAYS)
    .default(DEFAULT_CACHE_LIMITS.keepDays),
});

/** Throws one Error with a sentence for each invalid variable. */
export function cacheLimitsFromEnvironment(env: Environment): CacheLimits {
  const limits = parseSettings(Limits, env);
  return {
    budgetBytes: limits.FERMATA_CACHE_BYTES,
    keepDays: limits.FERMATA_CACHE_KEEP_DAYS,
  };
}
