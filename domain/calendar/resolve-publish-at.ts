import { Temporal } from 'temporal-polyfill';
import type { PublishAt } from '@fermata/contracts/values';

const MAX_DELAY_MS = 2 * 366 * 24 * 3_600_000;

/** `instant`: ISO 8601 in UTC. `field`: the one that is wrong. */
type ResolvedPublishAt =
  { readonly instant: string } | { readonly field: keyof PublishAt; readonly message: string };

/**
 * The instant of a local time. A time that the zone skips is moved forward by the length of the gap; of a time that
 * the zone has twice, the first counts. `now`: in milliseconds since 1970.
 */
export function resolvePublishAt(
  { localDateTime, timeZone }: PublishAt,
  now: number,
): ResolvedPublishAt {
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(localDateTime, { overflow: 'reject' });
  } catch {
    return { field: 'localDateTime', message: `there is no date or time ${localDateTime}` };
  }
  let zoned: Temporal.ZonedDateTime;
  try {
    zoned = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  } catch {
    return { field: 'timeZone', message: `there is no time zone ${timeZone}` };
  }
  const { epochMilliseconds } = zoned;
  return epochMilliseconds > now + MAX_DELAY_MS
    ? { field: 'localDateTime', message: 'must be within the next two years' }
    : { instant: new Date(epochMilliseconds).toISOString() };
}
