import { z } from 'zod';
import { parseJson, PartnerReference, ReleaseId, TrackId } from '@fermata/contracts/values';

/** The ids in a message, which identify its project. */
export interface WebhookSubject {
  readonly partnerReference: string | null;
  readonly trackId: string | null;
  readonly releaseId: string | null;
}

const Named = z.object({
  data: z.object({
    reference: PartnerReference.nullable().catch(null),
    trackId: TrackId.nullable().catch(null),
    releaseId: ReleaseId.nullable().catch(null),
  }),
});

/** The readable part of the subject of an unreadable webhook, so that only its project sees it. */
export function unreadableSubject(body: string): WebhookSubject {
  const data = Named.safeParse(parseJson(body)).data?.data;
  return {
    partnerReference: data?.reference ?? null,
    trackId: data?.trackId ?? null,
    releaseId: data?.releaseId ?? null,
  };
}
