import { z } from 'zod';
import { PartnerName } from './ids.ts';
import { ReleaseOutcome } from './release-outcome.ts';

/**
 * The decision about a release that one partner has not taken: it stays with the others, is withdrawn from
 * them, or is redelivered to those that have not taken it.
 */
export const QuestionAnswer = z.enum(['keep', 'withdraw', 'redeliver']);

export type QuestionAnswer = z.infer<typeof QuestionAnswer>;

/** A question to a person: one partner has not taken the release, or no longer sells it. */
export const ReleaseQuestion = z.object({
  /** The workflow that asks. */
  workflowId: z.string(),
  askedAt: z.iso.datetime(),
  /** Without an answer until then it is withdrawn. */
  answerBefore: z.iso.datetime(),
  lost: z.array(z.object({ partner: PartnerName, outcome: ReleaseOutcome, detail: z.string() })),
  soldBy: z.array(PartnerName),
});

export type ReleaseQuestion = z.infer<typeof ReleaseQuestion>;

/** The decision about an offer whose partner asks for a fix: withdraw it, or redeliver. */
export const FixAnswer = QuestionAnswer.extract(['withdraw', 'redeliver']);

export type FixAnswer = z.infer<typeof FixAnswer>;

/** A partner asks for a fix before it accepts a release; a person decides. */
export const PartnerFix = z.object({
  askedAt: z.iso.datetime(),
  /** Without an answer until then it is withdrawn from this partner. */
  answerBefore: z.iso.datetime(),
  fields: z.array(z.object({ field: z.string(), reason: z.string() })),
});

export type PartnerFix = z.infer<typeof PartnerFix>;
