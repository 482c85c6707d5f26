import { Inject, Injectable } from '@nestjs/common';
import type { ReviewMinimumView } from '@fermata/contracts/http';
import {
  canonicalJson,
  type RequestedReviewTerms,
  type ReviewMinimum,
  type ReviewTerms,
} from '@fermata/contracts/values';
import {
  completeReviewTerms,
  reviewMinimumIssues,
  reviewTermsIssues,
  type TermsIssue,
} from '@fermata/domain/review';
import type { Catalogue, ReviewMinimumRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

/** The terms of reviews that people of the project can meet, and the minimum that operations demand. */
@Injectable()
export class ReviewTermsService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'actors' | 'events' | 'reviewMinimum'>,
  ) {}

  /** Completes the terms of a track. Throws a 422 if no reviewer could decide or the project's minimum is higher. */
  async complete(
    { projectId, actor }: Principal,
    requested: RequestedReviewTerms,
  ): Promise<ReviewTerms> {
    const [{ terms: minimum }, reviewers] = await Promise.all([
      this.catalogue.reviewMinimum.find(projectId),
      this.catalogue.actors.withRole(projectId, 'reviewer'),
    ]);
    assertNoIssues(reviewTermsIssues(requested, minimum, actor, reviewers), 'body.review');
    return completeReviewTerms(requested, minimum);
  }

  async minimum({ projectId }: Principal): Promise<ReviewMinimumView> {
    return present(await this.catalogue.reviewMinimum.find(projectId));
  }

  /** Setting the same minimum again appends no event. */
  async setMinimum(principal: Principal, terms: ReviewMinimum): Promise<ReviewMinimumView> {
    const { projectId } = principal;
    const reviewers = await this.catalogue.actors.withRole(projectId, 'reviewer');
    assertNoIssues(reviewMinimumIssues(terms, reviewers), 'body');
    const before = await this.catalogue.reviewMinimum.find(projectId);
    if (canonicalJson(before.terms) === canonicalJson(terms)) return present(before);
    await this.catalogue.events.appendNext({
      ...projectEvent(principal),
      type: 'review-minimum.set',
      data: terms,
    });
    return present(await this.catalogue.reviewMinimum.find(projectId));
  }
}

const present = ({ terms, setBy, setAt }: ReviewMinimumRecord): ReviewMinimumView => ({
  ...terms,
  setBy,
  setAt,
});

function assertNoIssues(issues: readonly TermsIssue[], root: string): void {
  const errors = issues.map(({ field, message }) => ({ path: `${root}.${field}`, message }));
  if (errors.length === 0) return;
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new ProblemException('review-terms', detail, { errors });
}
