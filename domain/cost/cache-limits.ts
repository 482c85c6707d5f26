import { z } from 'zod';

/** `budgetBytes`: what the step cache of one project may hold beyond what its tracks need. `keepDays`: for how long a track that ended without a release keeps its intermediates. */
export const CacheLimits = z.object({
  budgetBytes: z.number().int().min(0),
  keepDays: z.number().min(0).max(36_500),
});
export type CacheLimits = z.infer<typeof CacheLimits>;

export const DEFAULT_CACHE_LIMITS: CacheLimits = { budgetBytes: 20_000_000_000, keepDays: 30 };
const CACHE_LIMIT_VARIABLES = {
  budgetBytes: 'FERMATA_CACHE_BYTES',
  keepDays: 'FERMATA_CACHE_KEEP_DAYS',
} as const satisfies Record<keyof CacheLimits, string>;

/** The limits of this environment. Throws one sentence for each that is none. */
export function cacheLimitsFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): CacheLimits {
  const issues: string[] = [];
  const limits = { ...DEFAULT_CACHE_LIMITS };
  for (const limit of ['budgetBytes', 'keepDays'] as const) {
    const raw = env[CACHE_LIMIT_VARIABLES[limit]];
    if (raw === undefined || raw === '') continue;
    const parsed = CacheLimits.shape[limit].safeParse(Number(raw));
    if (parsed.success) limits[limit] = parsed.data;
    else
      issues.push(
        limit === 'budgetBytes'
          ? 'FERMATA_CACHE_BYTES must be a whole number of bytes from 0, such as 20000000000'
          : 'FERMATA_CACHE_KEEP_DAYS must be a number of days from 0 to 36500, such as 30',
      );
  }
  if (issues.length > 0) throw new Error(issues.join('\n'));
  return limits;
}
