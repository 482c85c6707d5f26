import { z } from 'zod';
import { Alternate, alternateIssue, ALTERNATES } from './alternate.ts';
import { Brief } from './brief.ts';
import { PartnerName } from './ids.ts';
import { PublishAt, PublishOn } from './publish-on.ts';
import { MetadataTerms } from './release-metadata.ts';
import { ReviewTerms } from './review.ts';
import { Territories } from './territory.ts';

/** The candidate is picked by its rating, or by a person within `limitSeconds` and otherwise by its rating. */
export const PickTerms = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('rating') }),
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

const MAX_PARTNERS = 20;

export const PartnerNames = z
  .array(PartnerName)
  .min(1, 'must name a partner')
  .max(MAX_PARTNERS, `must name at most ${MAX_PARTNERS} partners`)
  .refine((names) => new Set(names).size === names.length, 'must name each partner once');

/**
 * The rule for the other partners when one does not take the release: `best-effort` leaves it with
 * them, `all-or-nothing` withdraws it from them, `ask` lets a person decide.
 */
export const OnRejection = z.enum(['best-effort', 'all-or-nothing', 'ask']);

export type OnRejection = z.infer<typeof OnRejection>;

const ReleaseFields = z.strictObject({
  publishOn: PublishOn.default('approval'),
  /** With `publishOn: date` only. */
  publishAt: PublishAt.optional(),
  partners: PartnerNames.default(['sandbox']),
  onRejection: OnRejection.default('best-effort'),
  answerSeconds: z
    .number()
    .min(1)
    .max(30 * 24 * 3600)
    .default(24 * 3600),
  /** The limit for a takedown at the partner; then operations are notified. */
  takedownSeconds: z
    .number()
    .min(1)
    .max(30 * 24 * 3600)
    .default(7 * 24 * 3600),
  /** With `ask`, the limit for a person's answer; then the release is withdrawn. */
  questionSeconds: z
    .number()
    .min(1)
    .max(30 * 24 * 3600)
    .default(7 * 24 * 3600),
  /** Territories of sale, sent to the partner; absent: worldwide. */
  territories: Territories.optional(),
});

/** `answerSeconds`: the limit for a partner's answer; then the offer is withdrawn. */
export const ReleaseTerms = ReleaseFields.superRefine(({ publishOn, publishAt }, context) => {
  if ((publishOn === 'date') === (publishAt !== undefined)) return;
  const message =
    publishOn === 'date'
      ? 'is required with publishOn "date"'
      : `is allowed only with publishOn "date", not with "${publishOn}"`;
  context.addIssue({ code: 'custom', path: ['publishAt'], message });
});

export type ReleaseTerms = z.infer<typeof ReleaseTerms>;

/** How many candidates are made to choose from. */
export const Candidates = z.number().int().min(1).max(8);

export const DEFAULT_CANDIDATES = 3;

/** The fields; TrackRequest adds the rules between them. */
export const TrackFields = z.strictObject({
  brief: Brief,
  candidates: Candidates.default(DEFAULT_CANDIDATES),
  pick: PickTerms.default({ by: 'rating' }),
  review: ReviewTerms.default(ReviewTerms.parse({})),
  release: ReleaseTerms.default(ReleaseTerms.parse({})),
  metadata: MetadataTerms.default(MetadataTerms.parse({})),
  /** Other cuts of every version; absent: none. */
  alternates: z
    .array(Alternate)
    .max(ALTERNATES.length)
    .refine((wanted) => new Set(wanted).size === wanted.length, 'must name each alternate once')
    .optional(),
});

/** Issues between fields of a request, as paths and messages. */
export function trackFieldIssues({
  brief,
  alternates = [],
}: Pick<z.infer<typeof TrackFields>, 'brief' | 'alternates'>): {
  path: (string | number)[];
  message: string;
}[] {
  const ofAlternates = alternates.flatMap((alternate, index) => {
    const message = alternateIssue(alternate, brief);
    return message === null ? [] : [{ path: ['alternates', index], message }];
  });
  const ofSeconds = (['hits', 'energyCurve'] as const).flatMap((field) => {
    const end = brief.durationSeconds;
    if (end === undefined) return [];
    const late = brief[field]?.findIndex(({ second }) => second >= end) ?? -1;
    const message = `must come before the end of the track, at ${end} s`;
    return late < 0 ? [] : [{ path: ['brief', field, late, 'second'], message }];
  });
  const ofMetre =
    brief.audioLoop && (brief.metre ?? '4/4') !== '4/4'
      ? [{ path: ['brief', 'metre'], message: 'must be 4/4 with a loop, whose bars are in 4/4' }]
      : [];
  return [...ofAlternates, ...ofSeconds, ...ofMetre];
}
