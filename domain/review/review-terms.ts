import {
  type RequestedReviewTerms,
  type ReviewMinimum,
  ReviewTerms,
} from '@fermata/contracts/values';
import { eligibilityIssue, type ReviewFacts } from './decision-rules.ts';

/** An actor with the role `reviewer` in the project. */
export interface Reviewer {
  readonly actor: string;
  readonly name: string | null;
}

export interface TermsIssue {
  readonly field: keyof ReviewMinimum;
  readonly message: string;
}

/** The requested terms; for the others the defaults, raised to the project's minimum. */
export function completeReviewTerms(
  requested: RequestedReviewTerms,
  minimum: ReviewMinimum,
): ReviewTerms {
  const usual = ReviewTerms.parse({});
  const expirySeconds = requested.expirySeconds ?? usual.expirySeconds;
  return {
    quorum: requested.quorum ?? Math.max(usual.quorum, minimum.quorum),
    reviewers: requested.reviewers?.length ? requested.reviewers : minimum.reviewers,
    ownWorkAllowed: requested.ownWorkAllowed ?? usual.ownWorkAllowed,
    reminderSeconds: requested.reminderSeconds ?? Math.min(usual.reminderSeconds, expirySeconds),
    escalationSeconds:
      requested.escalationSeconds ?? Math.min(usual.escalationSeconds, expirySeconds),
    expirySeconds,
    graceSeconds: requested.graceSeconds ?? Math.max(usual.graceSeconds, minimum.graceSeconds),
  };
}

/** The reviewers who may decide under these terms. */
export const eligibleReviewers = (
  reviewers: readonly Reviewer[],
  facts: Pick<ReviewFacts, 'terms' | 'requestedBy'>,
): Reviewer[] => reviewers.filter(({ actor }) => eligibilityIssue(facts, actor) === null);

/**
 * Why no review could be decided under the terms that this request leads to, or why they are below the
 * project's minimum. Reviewers that the minimum names may have lost their keys since: the others count.
 */
export function reviewTermsIssues(
  requested: RequestedReviewTerms,
  minimum: ReviewMinimum,
  requestedBy: string,
  reviewers: readonly Reviewer[],
): TermsIssue[] {
  const terms = completeReviewTerms(requested, minimum);
  const possible = eligibleReviewers(reviewers, {
    terms: { ...terms, reviewers: minimum.reviewers },
    requestedBy,
  });
  const below = belowMinimum(terms, minimum, possible);
  const unknown = unknownReviewers(requested.reviewers ?? [], reviewers, possible);
  if (unknown !== null) return [...below, unknown];
  const eligible = eligibleReviewers(reviewers, { terms, requestedBy });
  if (eligible.length >= terms.quorum) return below;
  const excluded =
    !terms.ownWorkAllowed && reviewers.some(({ actor }) => actor === requestedBy)
      ? ` (not ${requestedBy}, who requests the track, unless ownWorkAllowed is true)`
      : '';
  const message =
    `needs ${terms.quorum} approval${terms.quorum === 1 ? '' : 's'}, but ` +
    `${eligible.length === 0 ? 'nobody' : `only ${namesOf(eligible)}`} could decide${excluded}; ` +
    whoCould(possible);
  return [...below, { field: terms.reviewers.length > 0 ? 'reviewers' : 'quorum', message }];
}

/** Why the complete terms of a track are below a minimum, or null. */
export function belowMinimumIssue(terms: ReviewTerms, minimum: ReviewMinimum): string | null {
  const issues = belowMinimum(terms, minimum, []).map(
    ({ field, message }) => `${field} ${message}`,
  );
  if (minimum.reviewers.length > 0 && terms.reviewers.length === 0)
    issues.push(`reviewers must be of ${minimum.reviewers.join(', ')}`);
  return issues.length === 0 ? null : issues.join('; ');
}

/** Why no review could meet this minimum. */
export function reviewMinimumIssues(
  minimum: ReviewMinimum,
  reviewers: readonly Reviewer[],
): TermsIssue[] {
  const unknown = unknownReviewers(minimum.reviewers, reviewers, reviewers);
  if (unknown !== null) return [unknown];
  const admitted = reviewers.filter(
    ({ actor }) => minimum.reviewers.length === 0 || minimum.reviewers.includes(actor),
  );
  if (admitted.length >= minimum.quorum) return [];
  const message = `needs ${minimum.quorum} reviewers; ${whoCould(admitted)}`;
  return [{ field: 'quorum', message }];
}

function belowMinimum(
  terms: ReviewTerms,
  minimum: ReviewMinimum,
  possible: readonly Reviewer[],
): TermsIssue[] {
  const issues: TermsIssue[] = [];
  for (const field of ['quorum', 'graceSeconds'] as const)
    if (terms[field] < minimum[field])
      issues.push({ field, message: `must be at least ${minimum[field]} in this project` });
  if (terms.ownWorkAllowed && !minimum.ownWorkAllowed)
    issues.push({ field: 'ownWorkAllowed', message: 'must be false in this project' });
  const others = terms.reviewers.filter((actor) => !minimum.reviewers.includes(actor));
  if (minimum.reviewers.length > 0 && others.length > 0)
    issues.push({
      field: 'reviewers',
      message: `${others.join(', ')} may not review in this project; ${whoCould(possible)}`,
    });
  return issues;
}

function unknownReviewers(
  named: readonly string[],
  reviewers: readonly Reviewer[],
  possible: readonly Reviewer[],
): TermsIssue | null {
  const known = new Set(reviewers.map(({ actor }) => actor));
  const unknown = named.filter((actor) => !known.has(actor));
  if (unknown.length === 0) return null;
  const have = unknown.length === 1 ? 'has' : 'have';
  const message = `${unknown.join(', ')} ${have} no key with the role reviewer in this project; ${whoCould(possible)}`;
  return { field: 'reviewers', message };
}

const whoCould = (possible: readonly Reviewer[]): string =>
  possible.length === 0
    ? 'no reviewer of this project could decide'
    : `those who could decide: ${namesOf(possible)}`;

const namesOf = (reviewers: readonly Reviewer[]): string =>
  reviewers.map(({ actor, name }) => (name === null ? actor : `${name} [${actor}]`)).join(', ');
