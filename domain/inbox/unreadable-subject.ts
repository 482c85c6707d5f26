import { z } from 'zod';
import { parseJson, PartnerReference, TrackId } from '@fermata/contracts/values';

const Named = z.object({
  data: z.object({
    reference: PartnerReference.nullable().catch(null),
    trackId: TrackId.nullable().catch(null),
  }),
});

/** The subject of an unreadable webhook as far as it can be read, so that only its project sees it. */
export function unreadableSubject(body: string): {
  partnerReference: string | null;
  trackId: string | null;
} {
  const data = Named.safeParse(parseJson(body)).data?.data;
  return { partnerReference: data?.reference ?? null, trackId: data?.trackId ?? null };
}
