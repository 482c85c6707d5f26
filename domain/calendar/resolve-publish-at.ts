import { Temporal } from 'temporal-polyfill';
import type { PublishAt } from '@fermata/contracts/values';

/** `instant`: ISO 8601 in UTC. `field`: the one that is wrong. */
type ResolvedPublishAt =
  { readonly instant: string } | { readonly field: keyof PublishAt; readonly message: string };

/**
 * The instant of a local time. A time that the zone skips is moved forward by the length of the gap; of a time that
 * the zone has twice, the first counts.
 */
export function resolvePublishAt({ localDateTime, timeZone }: PublishAt): ResolvedPublishAt {
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(localDateTime, { overflow: 'reject' });
  } catch {
    return { field: 'localDateTime', message: `there is no date or time ${localDateTime}` };
  }
  try {
    const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
    return { instant: new Date(zoned.epochMilliseconds).toISOString() };
  } catch {
    return { field: 'timeZone', message: `there is no time zone ${timeZone}` };
  }
}
