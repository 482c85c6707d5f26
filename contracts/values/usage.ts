import { z } from 'zod';
import { Isrc } from './identifiers.ts';
import { TrackId } from './ids.ts';
import { Territory } from './territory.ts';

/** Of one line. Sums of many lines stay exact in JSON. */
const MAX_UNITS = 1_000_000_000;
const MAX_MINOR_UNITS = 10_000_000_000;
const MAX_LINES = 100;

/** A partner's own id of a line, unique over all its reports. */
export const UsageLineId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');

/** A calendar month or a day for which a partner states its usage: `2026-11` or `2026-11-05`. */
export const UsagePeriod = z
  .string()
  .refine(
    (period) => z.iso.date().safeParse(period.length === 7 ? `${period}-01` : period).success,
    'must be a month such as 2026-11, or a day such as 2026-11-05',
  );

/** ISO 4217. */
export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be three capital letters (ISO 4217)');

/**
 * The sales or streams of one recording in one country. `isrc` names the recording; a release of one recording needs
 * none. `from` and `to` are days, both included. Negative numbers correct an earlier line. `revenueMinor`: in the
 * currency's minor unit, 1250 for 12.50 EUR and for 1250 JPY.
 */
export const UsageLine = z
  .strictObject({
    lineId: UsageLineId,
    isrc: Isrc.optional(),
    territory: Territory,
    from: z.iso.date(),
    to: z.iso.date(),
    units: z.int().min(-MAX_UNITS).max(MAX_UNITS),
    revenueMinor: z.int().min(-MAX_MINOR_UNITS).max(MAX_MINOR_UNITS),
    currency: CurrencyCode,
  })
  .refine(({ from, to }) => from <= to, { error: 'must not end before it begins', path: ['to'] });

export type UsageLine = z.infer<typeof UsageLine>;

/**
 * A line with the recording that it counts for, and its ISRC if it has one. Without `trackId`: the whole release, as
 * none of its recordings has an ISRC.
 */
export const RecordedUsageLine = UsageLine.safeExtend({ trackId: TrackId.optional() });

export type RecordedUsageLine = z.infer<typeof RecordedUsageLine>;

export const UsageLines = z
  .array(UsageLine)
  .min(1)
  .max(MAX_LINES)
  .refine(
    (lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length,
    'must have each lineId once',
  );
