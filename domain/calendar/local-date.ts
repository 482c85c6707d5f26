import { Temporal } from 'temporal-polyfill';

/** The calendar date of an instant in a time zone, as 2027-03-01. */
export const localDate = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
