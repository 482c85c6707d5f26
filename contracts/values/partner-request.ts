import { z } from 'zod';
import { ReleaseId, Sha256, TrackId } from './ids.ts';

/** A partner's own id of a request. */
export const PartnerRequestId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');

/**
 * A partner asks for the release of a track, or of exactly this version, or for a release that a person has created
 * from approved versions.
 */
export const ReleaseRequest = z
  .object({
    requestId: PartnerRequestId,
    trackId: TrackId.optional(),
    versionSha256: Sha256.optional(),
    releaseId: ReleaseId.optional(),
  })
  .refine(
    ({ trackId, versionSha256, releaseId }) =>
      [trackId, versionSha256, releaseId].filter((name) => name !== undefined).length === 1,
    'must name one of trackId, versionSha256 and releaseId',
  );

export type ReleaseRequest = z.infer<typeof ReleaseRequest>;

/** Why a request is refused, for machines. docs/partner-api.md is the contract. */
export const RequestRefusal = z.enum([
  'not-open',
  'ambiguous',
  'replaced',
  'already-released',
  'ended',
  'too-many',
  'unknown-reference',
  'declined',
]);

/** The webhook that has made a request or placed an order. */
export interface RequestRef {
  readonly partner: string;
  readonly webhookId: string;
}

/** The kind of a partner's request. */
export const RequestKind = z.enum(['release', 'takedown']);
export type RequestKind = z.infer<typeof RequestKind>;

/** The answer to a partner's request. `remembered`: another answer follows. */
export const RequestAnswer = z.object({
  answer: z.enum(['accepted', 'remembered', 'refused']),
  /** Of a refusal. */
  code: RequestRefusal.optional(),
  reason: z.string().max(500),
});

export type RequestAnswer = z.infer<typeof RequestAnswer>;
