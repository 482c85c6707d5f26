import { z } from 'zod';

/**
 * When the release of an approved track, or of approved versions, starts. `approval`: at once. `date`: at a time in a
 * time zone. `request`: when a partner asks for it. A person may start a release that waits for a date or a request.
 */
export const PublishOn = z.enum(['approval', 'date', 'request']);

export type PublishOn = z.infer<typeof PublishOn>;

/** A time as a clock in that time zone shows it. docs/creator.md defines it for a change to or from summer time. */
export const PublishAt = z.strictObject({
  localDateTime: z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/,
      'must be a date and a time without an offset, such as 2027-03-01T09:00',
    ),
  timeZone: z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/,
      'must be an IANA time zone, such as Europe/Berlin',
    )
    .max(60),
});

export type PublishAt = z.infer<typeof PublishAt>;
