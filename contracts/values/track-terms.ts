import { z } from 'zod';
import { Alternate, ALTERNATES } from './alternate.ts';
import { Brief } from './brief.ts';
import { PartnerName } from './ids.ts';
import { Territories } from './material.ts';
import { ReviewTerms } from './review.ts';

/** How a track may be picked: by score, or by a person who has `limitSeconds` until the score decides. */
export const PickTerms = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('score') }),
  z.strictObject({
    by: z.literal('person'),
    limitSeconds: z
      .number()
      .min(1)
      .max(30 * 24 * 3600)
      .default(24 * 3600),
  }),
]);

export type PickTerms = z.infer<typeof PickTerms>;

/** Seconds to wait for a partner's answer before the delivery is taken back. */
export const ReleaseTerms = z.strictObject({
  partners: z.array(PartnerName).length(1, 'must name one partner').default(['sandbox']),
  answerSeconds: z
    .number()
    .min(1)
    .max(30 * 24 * 3600)
    .default(24 * 3600),
  /** Seconds that a partner has to take down what must not stay there; then a person is told. */
  takeBackSeconds: z
    .number()
    .min(1)
    .max(30 * 24 * 3600)
    .default(7 * 24 * 3600),
  /** Where it may be sold; everywhere when absent. The partner is told. */
  territories: Territories.optional(),
});

export type ReleaseTerms = z.infer<typeof ReleaseTerms>;

/** The fields alone: what else is asked of them is said by TrackRequest. */
export const TrackFields = z.strictObject({
  brief: Brief,
  candidates: z.number().int().min(1).max(8).default(3),
  pick: PickTerms.default({ by: 'score' }),
  review: ReviewTerms.default(ReviewTerms.parse({})),
  release: ReleaseTerms.default(ReleaseTerms.parse({})),
  /** Further cuts that every version gets; none when absent, so that a request from before keeps its hash. */
  alternates: z
    .array(Alternate)
    .max(ALTERNATES.length)
    .refine((wanted) => new Set(wanted).size === wanted.length, 'must name each alternate once')
    .optional(),
});
