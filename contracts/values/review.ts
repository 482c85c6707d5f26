import { z } from 'zod';
import { ActorId, DecisionId, ProjectId, ReviewId, Sha256, TrackId } from './ids.ts';

export const Verdict = z.enum(['approve', 'reject', 'send-back']);

export type Verdict = z.infer<typeof Verdict>;

const Seconds = z
  .number()
  .min(0)
  .max(90 * 24 * 3600);

/** Reviewers, quorum and limits of a review, in seconds. */
export const ReviewTerms = z.strictObject({
  /** Approvals needed. One rejection or send-back closes the review. */
  quorum: z.number().int().min(1).max(5).default(1),
  /** The reviewers who may decide; empty: everyone with the role `reviewer` in the project. */
  reviewers: z.array(ActorId).max(20).default([]),
  /** Whether the track's creator may decide on it. */
  ownWorkAllowed: z.boolean().default(false),
  reminderSeconds: Seconds.default(24 * 3600),
  escalationSeconds: Seconds.default(48 * 3600),
  expirySeconds: z
    .number()
    .min(1)
    .max(90 * 24 * 3600)
    .default(7 * 24 * 3600),
  /** A decision takes effect after this time and can be undone within it. */
  graceSeconds: Seconds.default(10),
});

export type ReviewTerms = z.infer<typeof ReviewTerms>;

export type ReviewTermsInput = z.input<typeof ReviewTerms>;

/** The claims of a decision token: single-use (`decisionId`), bound to the reviewed version. */
export const DecisionClaims = z.strictObject({
  decisionId: DecisionId,
  projectId: ProjectId,
  trackId: TrackId,
  reviewId: ReviewId,
  versionSha256: Sha256,
  reviewer: ActorId,
  /** This verdict, or undoing the decision `decisionId`. */
  action: z.enum(['approve', 'reject', 'send-back', 'undo']),
  /** Unix seconds. */
  expiresAt: z.number().int(),
});

export type DecisionClaims = z.infer<typeof DecisionClaims>;
