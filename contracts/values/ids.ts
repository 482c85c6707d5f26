import { z } from 'zod';
import { sha256Hex } from './canonical.ts';

/** Tenant: lower-case letters, digits and dashes, 1 to 40 characters. */
export const ProjectId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a project id has 1 to 40 of a-z, 0-9 and "-"');

/** `trk_` and 24 hex digits, derived from project and Idempotency-Key. */
export const TrackId = z
  .string()
  .regex(/^trk_[0-9a-f]{24}$/, 'a track id is "trk_" and 24 hex digits');

export const ReleaseId = z
  .string()
  .regex(/^rel_[0-9a-f]{24}$/, 'a release id is "rel_" and 24 hex digits');

export const WithdrawalId = z
  .string()
  .regex(/^wdr_[0-9a-f]{24}$/, 'a withdrawal id is "wdr_" and 24 hex digits');

export const RecallId = z
  .string()
  .regex(/^rcl_[0-9a-f]{24}$/, 'a recall id is "rcl_" and 24 hex digits');

export const SubscriptionId = z
  .string()
  .regex(/^sub_[0-9a-f]{24}$/, 'a subscription id is "sub_" and 24 hex digits');

/** Of a partner's key; it is no secret. */
export const PartnerKeyId = z
  .string()
  .regex(/^pky_[0-9a-f]{24}$/, 'the id of a key is "pky_" and 24 hex digits');

export const ReviewId = z
  .string()
  .regex(/^rev_[0-9a-f]{24}$/, 'a review id is "rev_" and 24 hex digits');

export const CandidateId = z
  .string()
  .regex(/^cand_[0-9a-f]{24}$/, 'a candidate id is "cand_" and 24 hex digits');

export const PreviewId = z
  .string()
  .regex(/^prv_[0-9a-f]{24}$/, 'a preview id is "prv_" and 24 hex digits');

/** Groups previews; the first request may choose it. */
export const PreviewSessionId = z
  .string()
  .regex(/^pvs_[0-9a-f]{24}$/, 'a preview session id is "pvs_" and 24 hex digits');

/** One decision of one reviewer; also its Temporal update id. */
export const DecisionId = z
  .string()
  .regex(/^dec_[0-9a-f]{24}$/, 'a decision id is "dec_" and 24 hex digits');

/** A pseudonymous person or machine. Names are in one table and can be erased. */
export const ActorId = z
  .string()
  .regex(/^act_[a-z0-9-]{1,60}$/, 'an actor id is "act_" and 1 to 60 of a-z, 0-9 and "-"');

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 is 64 hex digits');

/** A recipe's id is the sha256 of its canonical JSON. */
export const RecipeId = Sha256;

export const PartnerName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'a partner name has 1 to 31 of a-z, 0-9 and "-"');

type Prefix =
  'trk' | 'rel' | 'wdr' | 'rev' | 'cand' | 'dec' | 'prv' | 'pvs' | 'ans' | 'rcl' | 'mdl';

/** Deterministic: a repeated request gets the id of the first one. */
export function deriveId(prefix: Prefix, ...parts: readonly (string | number)[]): string {
  return `${prefix}_${sha256Hex(JSON.stringify([prefix, ...parts])).slice(0, 24)}`;
}

/** Of a track that a person requests. The same key of another person is another key. */
export const trackIdFor = (projectId: string, actor: string, idempotencyKey: string): string =>
  deriveId('trk', projectId, actor, idempotencyKey);

/** Of the release that a track starts itself. */
export const releaseIdFor = (trackId: string, version: number): string =>
  deriveId('rel', trackId, version);

export const reviewIdFor = (trackId: string, version: number): string =>
  deriveId('rev', trackId, version);

/** The actor of events that no person or partner caused. */
export const SYSTEM_ACTOR = 'act_fermata';
