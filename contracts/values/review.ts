import { z } from 'zod';
import { ActorId, DecisionId, ProjectId, ReviewId, Sha256, TrackId } from './ids.ts';

export const Verdict = z.enum(['approve', 'reject', 'send-back']);

export type Verdict = z.infer<typeof Verdict>;

export const ReviewState = z.enum([
  'open',
  'grace',
  'approved',
  'rejected',
  'sent-back',
  'expired',
  'cancelled',
]);

export type ReviewState = z.infer<typeof ReviewState>;

const Seconds = z
  .number()
  .min(0)
  .max(90 * 24 * 3600);

const FIELDS = {
  /** Approvals needed. One rejection or send-back closes the review. */
  quorum: z.number().int().min(1).max(5),
  /** The reviewers who may decide; empty: everyone with the role `reviewer` in the project. */
  reviewers: z.array(ActorId).max(20),
  /** Whether the track's creator may decide on it. */
  ownWorkAllowed: z.boolean(),
  reminderSeconds: Seconds,
  escalationSeconds: Seconds,
  expirySeconds: z
    .number()
    .min(1)
    .max(90 * 24 * 3600),
  /** A decision takes effect after this time and can be undone within it. */
  graceSeconds: Seconds,
};

/** Reviewers, quorum and limits of a review, in seconds. */
export const ReviewTerms = z.strictObject({
  quorum: FIELDS.quorum.default(1),
  reviewers: FIELDS.reviewers.default([]),
  ownWorkAllowed: FIELDS.ownWorkAllowed.default(false),
  reminderSeconds: FIELDS.reminderSeconds.default(24 * 3600),
  escalationSeconds: FIELDS.escalationSeconds.default(48 * 3600),
  expirySeconds: FIELDS.expirySeconds.default(7 * 24 * 3600),
  graceSeconds: FIELDS.graceSeconds.default(10),
});

export type ReviewTerms = z.infer<typeof ReviewTerms>;

/** The terms that a request states. The minimum of the project and the defaults give the others. */
export const RequestedReviewTerms = z
  .strictObject(FIELDS)
  .partial()
  .superRefine((terms, context) => {
    const { expirySeconds = ReviewTerms.parse({}).expirySeconds } = terms;
    for (const field of ['reminderSeconds', 'escalationSeconds'] as const)
      if ((terms[field] ?? 0) > expirySeconds)
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `must not be after the review expires, at ${expirySeconds} s`,
        });
  });

export type RequestedReviewTerms = z.infer<typeof RequestedReviewTerms>;

/** The minimum terms of every review in a project, set by operations. The defaults demand nothing. */
export const ReviewMinimum = z.strictObject({
  quorum: FIELDS.quorum.default(1),
  /** The reviewers whom terms may name; empty: everyone with the role `reviewer`. */
  reviewers: FIELDS.reviewers.default([]),
  /** Whether terms may allow decisions on one's own work. */
  ownWorkAllowed: z.boolean().default(true),
  graceSeconds: FIELDS.graceSeconds.default(0),
});

export type ReviewMinimum = z.infer<typeof ReviewMinimum>;

/** The claims of a decision token: single-use (`decisionId`), bound to the decided version and the content. */
export const DecisionClaims = z.strictObject({
  decisionId: DecisionId,
  projectId: ProjectId,
  trackId: TrackId,
  reviewId: ReviewId,
  versionSha256: Sha256,
  reviewer: ActorId,
  /** This verdict, or undoing the decision `decisionId`. */
  action: z.enum(['approve', 'reject', 'send-back', 'undo']),
  /** Of the decision's message without its token (such as the note and the edits), as canonical JSON. */
  contentSha256: Sha256,
  /** Unix seconds. */
  expiresAt: z.number().int(),
});

export type DecisionClaims = z.infer<typeof DecisionClaims>;

/**
 * The key under which a verified token is recorded as used. It names the reviewer, so another reviewer's
 * refused attempt does not use up the owner's undo, and the version, as proof of the approved version.
 */
export const decisionTokenKey = ({
  action,
  decisionId,
  reviewer,
  versionSha256,
}: Pick<DecisionClaims, 'action' | 'decisionId' | 'reviewer' | 'versionSha256'>): string =>
  [action, decisionId, reviewer, versionSha256].join(':');
