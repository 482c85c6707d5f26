import { z } from 'zod';
import { PartnerName, ReleaseId, TrackId } from '../values/ids.ts';
import { RecordedUsageLine, UsagePeriod } from '../values/usage.ts';
import { page, PageLimit } from './page.ts';

export const FetchUsageRequest = z.strictObject({ period: UsagePeriod });

/**
 * `pages`: those that were read, also by earlier requests; all counts are theirs. `reports` and `lines`: in the answers
 * of the partner. `added`: reports that were not in the inbox before. `unread`: parts of pages that break the contract,
 * which the inbox shows. `finished`: all pages are read; otherwise another request goes on. `failure`: why the partner
 * did not answer.
 */
export const FetchedUsage = z
  .object({
    partner: PartnerName,
    period: UsagePeriod,
    pages: z.number().int(),
    reports: z.number().int(),
    lines: z.number().int(),
    added: z.number().int(),
    unread: z.number().int(),
    finished: z.boolean(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'FetchedUsage' });

export type FetchedUsage = z.infer<typeof FetchedUsage>;

export const UsageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});

/** A line that a partner has reported. `trackId` null: of the whole release. `isrc` null: its recording has none. */
export const UsageView = z
  .object({
    ...RecordedUsageLine.shape,
    trackId: TrackId.nullable(),
    isrc: z.string().nullable(),
    partner: PartnerName,
    partnerReference: z.string(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'UsageLine' });

export type UsageView = z.infer<typeof UsageView>;

const total = {
  partner: PartnerName,
  currency: z.string(),
  lines: z.number().int(),
  units: z.number().int(),
  revenueMinor: z.number().int(),
  from: z.iso.date(),
  to: z.iso.date(),
};

/** All lines of one partner in one currency. */
export const UsageTotal = z.object(total).meta({ id: 'UsageTotal' });

/** As a total, of one recording. `trackId` null: lines of the whole release, whose recordings have no ISRC. */
export const RecordingUsage = z
  .object({ trackId: TrackId.nullable(), isrc: z.string().nullable(), ...total })
  .meta({ id: 'RecordingUsage' });

export const ReleaseUsage = z
  .object({
    releaseId: ReleaseId,
    totals: z.array(UsageTotal),
    /** In the order of the release. */
    recordings: z.array(RecordingUsage),
    ...page(UsageView).shape,
  })
  .meta({ id: 'ReleaseUsage' });

export type ReleaseUsage = z.infer<typeof ReleaseUsage>;
