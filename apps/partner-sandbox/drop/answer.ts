import { z } from 'zod';

const text = z.string();

export const Answer = z.discriminatedUnion('status', [
  z.object({ status: z.enum(['received', 'taken-down']) }),
  z.object({ status: z.enum(['accepted', 'live']), url: text }),
  z.object({ status: z.literal('rejected'), code: text, reason: text }),
  z.object({
    status: z.literal('needs-fix'),
    fields: z.array(z.object({ field: text, reason: text })),
  }),
  z.object({ status: z.literal('updated'), metadataVersion: z.number(), url: text }),
  z.object({
    status: z.literal('update-rejected'),
    metadataVersion: z.number(),
    url: text,
    code: text,
    reason: text,
  }),
]);

/** The shop's answer to a message. */
export type Answer = z.infer<typeof Answer>;

export const rejected = (code: string, reason: string): Answer => ({
  status: 'rejected',
  code,
  reason,
});

/** The version of the metadata that is on sale; null if nothing is. */
export function shownVersion(last: Answer): number | null {
  if (last.status === 'live') return 1;
  return last.status === 'updated' || last.status === 'update-rejected'
    ? last.metadataVersion
    : null;
}

/** A release on sale stays there with its earlier metadata. For any other release the last answer is repeated. */
export function updateRejected(last: Answer, url: string, code: string, reason: string): Answer {
  const metadataVersion = shownVersion(last);
  return metadataVersion === null
    ? last
    : { status: 'update-rejected', metadataVersion, url, code, reason };
}
