import { describe, expect, it } from 'vitest';
import { RequestedReviewTerms, ReviewMinimum } from '@fermata/contracts/values';
import { completeReviewTerms, reviewMinimumIssues, reviewTermsIssues } from './review-terms.ts';

const rita = { actor: 'act_rita', name: 'Rita' };
const otto = { actor: 'act_otto', name: 'Otto' };
const erased = { actor: 'act_erased', name: null };

function issues(
  requested: RequestedReviewTerms,
  {
    minimum = {},
    requestedBy = 'act_ada',
    reviewers = [otto, rita],
  }: {
    minimum?: Partial<ReviewMinimum>;
    requestedBy?: string;
    reviewers?: (typeof rita | typeof erased)[];
  } = {},
): string[] {
  const least = ReviewMinimum.parse(minimum);
  return reviewTermsIssues(
    RequestedReviewTerms.parse(requested),
    least,
    requestedBy,
    reviewers,
  ).map(({ field, message }) => `${field}: ${message}`);
}

describe('review terms', () => {
  it('are accepted if enough reviewers could decide', () => {
    expect(issues({})).toEqual([]);
    expect(issues({ quorum: 2 })).toEqual([]);
    expect(issues({ quorum: 2, reviewers: ['act_rita', 'act_otto'] })).toEqual([]);
    expect(
      issues({ reviewers: ['act_otto'], ownWorkAllowed: true }, { requestedBy: 'act_otto' }),
    ).toEqual([]);
  });

  it('are refused with those who could decide if too few could', () => {
    const both = 'those who could decide: Otto [act_otto], Rita [act_rita]';
    expect(issues({ quorum: 3 })).toEqual([
      `quorum: needs 3 approvals, but only Otto [act_otto], Rita [act_rita] could decide; ${both}`,
    ]);
    expect(issues({ quorum: 2, reviewers: ['act_rita'] })).toEqual([
      `reviewers: needs 2 approvals, but only Rita [act_rita] could decide; ${both}`,
    ]);
    expect(issues({ quorum: 2, reviewers: ['act_rita', 'act_rita'] })).toHaveLength(1);
    expect(issues({}, { reviewers: [] })).toEqual([
      'quorum: needs 1 approval, but nobody could decide; no reviewer of this project could decide',
    ]);
  });

  it('are refused if a reviewer is unknown or lacks the role', () => {
    expect(issues({ reviewers: ['act_rita', 'act_bob'] }, { reviewers: [rita, erased] })).toEqual([
      'reviewers: act_bob has no key with the role reviewer in this project; ' +
        'those who could decide: Rita [act_rita], act_erased',
    ]);
  });

  it('are refused if only the requester could decide, unless own work is allowed', () => {
    const own = { reviewers: ['act_otto'] };
    expect(issues(own, { requestedBy: 'act_otto' })).toEqual([
      'reviewers: needs 1 approval, but nobody could decide (not act_otto, who requests the track, unless ' +
        'ownWorkAllowed is true); those who could decide: Rita [act_rita]',
    ]);
    expect(issues({ quorum: 2 }, { requestedBy: 'act_otto' })).toHaveLength(1);
    expect(issues({ quorum: 2, ownWorkAllowed: true }, { requestedBy: 'act_otto' })).toEqual([]);
  });

  it('may not be below the minimum of the project', () => {
    const minimum = {
      quorum: 2,
      reviewers: ['act_otto', 'act_rita'],
      ownWorkAllowed: false,
      graceSeconds: 60,
    };
    const third = { actor: 'act_tim', name: 'Tim' };
    const reviewers = [otto, rita, third];
    expect(issues({}, { minimum, reviewers }), 'the minimum replaces the defaults').toEqual([]);
    expect(
      issues(
        { quorum: 1, reviewers: ['act_tim'], ownWorkAllowed: true, graceSeconds: 59 },
        { minimum, reviewers },
      ),
    ).toEqual([
      'quorum: must be at least 2 in this project',
      'graceSeconds: must be at least 60 in this project',
      'ownWorkAllowed: must be false in this project',
      'reviewers: act_tim may not review in this project; ' +
        'those who could decide: Otto [act_otto], Rita [act_rita]',
    ]);
  });

  it('can be met without a reviewer of the minimum who has lost the key', () => {
    const minimum = { reviewers: ['act_otto', 'act_rita'] };
    const reviewers = [rita];
    expect(issues({}, { minimum, reviewers })).toEqual([]);
    expect(issues({ quorum: 2 }, { minimum, reviewers })).toEqual([
      'reviewers: needs 2 approvals, but only Rita [act_rita] could decide; ' +
        'those who could decide: Rita [act_rita]',
    ]);
    expect(issues({ reviewers: ['act_otto'] }, { minimum, reviewers }), 'named anew').toEqual([
      'reviewers: act_otto has no key with the role reviewer in this project; ' +
        'those who could decide: Rita [act_rita]',
    ]);
  });

  it('remind and escalate before they expire', () => {
    expect(completeReviewTerms({ expirySeconds: 60 }, ReviewMinimum.parse({}))).toMatchObject({
      reminderSeconds: 60,
      escalationSeconds: 60,
    });
    for (const field of ['reminderSeconds', 'escalationSeconds'])
      expect(
        RequestedReviewTerms.safeParse({ expirySeconds: 60, [field]: 61 }).error?.issues,
      ).toMatchObject([
        { path: [field], message: 'must not be after the review expires, at 60 s' },
      ]);
    expect(RequestedReviewTerms.safeParse({ reminderSeconds: 8 * 24 * 3600 }).success).toBe(false);
  });
});

describe('a minimum', () => {
  const found = (minimum: Partial<ReviewMinimum>) =>
    reviewMinimumIssues(ReviewMinimum.parse(minimum), [otto, rita]);

  it('is accepted if the reviewers of the project can meet it', () => {
    expect(found({})).toEqual([]);
    expect(found({ quorum: 2, reviewers: ['act_rita', 'act_otto'] })).toEqual([]);
  });

  it('is refused if they cannot', () => {
    expect(found({ quorum: 3 })).toMatchObject([{ field: 'quorum' }]);
    expect(found({ quorum: 2, reviewers: ['act_rita', 'act_rita'] })).toEqual([
      { field: 'quorum', message: 'needs 2 reviewers; those who could decide: Rita [act_rita]' },
    ]);
    expect(found({ reviewers: ['act_bob'] })).toMatchObject([{ field: 'reviewers' }]);
  });
});
