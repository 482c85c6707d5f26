import { z } from 'zod';
import { PartnerName, ReleaseId } from '../values/ids.ts';
import { UsageLine } from '../values/usage.ts';
import { page, PageLimit } from './page.ts';

export const UsageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});

/** A line that a partner has reported. */
export const UsageView = z
  .object({
    ...UsageLine.shape,
    partner: PartnerName,
    partnerReference: z.string(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'UsageLine' });

export type UsageView = z.infer<typeof UsageView>;

/** All lines of one partner in one currency. */
export const UsageTotal = z
  .object({
    partner: PartnerName,
    currency: z.string(),
    lines: z.number().int(),
    units: z.number().int(),
    revenueMinor: z.number().int(),
    from: z.iso.date(),
    to: z.iso.date(),
  })
  .meta({ id: 'UsageTotal' });

export const ReleaseUsage = z
  .object({
    releaseId: ReleaseId,
    totals: z.array(UsageTotal),
    ...page(UsageView).shape,
  })
  .meta({ id: 'ReleaseUsage' });

export type ReleaseUsage = z.infer<typeof ReleaseUsage>;
