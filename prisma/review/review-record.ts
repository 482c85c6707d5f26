import type { ReviewView } from '@fermata/contracts/http';
import type {
  LocatedFinding,
  PolicyDecision,
  ReviewFeedback,
  Understanding,
} from '@fermata/contracts/values';
import type { VersionRow } from '../version/version-row.ts';
import type { DecisionRow, ShownReview } from './review-rows.ts';

/**
 * A review without the fields that depend on the principal (`allowedActions`) or on actors (`reviewerName`,
 * `mayDecide`).
 */
export type ReviewRecord = Omit<
  ReviewView,
  'allowedActions' | 'mayDecide' | 'decisions' | 'earlierVersions'
> & {
  projectId: string;
  /** The requester of the track; `terms.ownWorkAllowed` allows them to decide. */
  requestedBy: string;
  decisions: Omit<ReviewView['decisions'][number], 'reviewerName'>[];
  earlierVersions: EarlierRecord[];
};

/** A version that was sent back before the review. */
export interface EarlierRecord {
  readonly version: number;
  readonly versionSha256: string;
  readonly title: string;
  readonly integratedLufs: number | null;
  readonly sentBack: ReviewFeedback | null;
  readonly policyOutcome: PolicyDecision['outcome'] | null;
}

export function toReviewRecord(
  review: ShownReview,
  decisions: readonly DecisionRow[],
  about: {
    title: string;
    requestedBy: string;
    findings: readonly LocatedFinding[];
    understanding: Understanding;
    /** All versions of the track. */
    versions: readonly Pick<VersionRow, 'version' | 'title' | 'document'>[];
  },
): ReviewRecord {
  return {
    ...review,
    title: about.title,
    requestedBy: about.requestedBy,
    findings: [...about.findings],
    understanding: about.understanding,
    earlierVersions: earlierVersions(about, review.version),
    decisions: decisions
      .filter(({ reviewId }) => reviewId === review.reviewId)
      .sort((a, b) => a.sequence - b.sequence)
      .map(
        ({ decisionId, verdict, reviewer, version, note, edits, understanding, ...decision }) => ({
          decisionId,
          verdict,
          reviewer,
          version,
          note,
          edits,
          understanding,
          decidedAt: decision.decidedAt,
          undone: decision.undone,
        }),
      ),
  };
}

/** The completed versions before the reviewed one, oldest first. */
function earlierVersions(
  {
    title,
    versions,
  }: {
    readonly title: string;
    readonly versions: readonly Pick<VersionRow, 'version' | 'title' | 'document'>[];
  },
  reviewed: number,
): EarlierRecord[] {
  return versions
    .filter(({ version }) => version < reviewed)
    .sort((a, b) => a.version - b.version)
    .flatMap(({ version, title: own, document }) => {
      const { versionSha256, master, policy } = document;
      if (versionSha256 === undefined) return [];
      const next = versions.find((each) => each.version === version + 1);
      return {
        ...{ version, versionSha256, title: own ?? title },
        integratedLufs: master?.figures.integratedLufs ?? null,
        sentBack: next?.document.feedback ?? null,
        policyOutcome: policy?.outcome ?? null,
      };
    });
}
