import type {
  Edits,
  ReviewedVersion,
  TextReaders,
  Understanding,
  Verdict,
} from '@fermata/contracts/values';
import type { ReviewedVersions } from './decided-version.ts';

/** The part of a decision that its token binds beside the claims. */
export interface DecisionContent {
  readonly note?: string | undefined;
  readonly edits?: Edits | undefined;
  readonly understanding?: Understanding | undefined;
  readonly readers?: TextReaders | undefined;
  /** The version that it names. Absent: the one under review. */
  readonly version?: number | undefined;
}

export interface RecordedDecision extends ReviewedVersion {
  readonly decisionId: string;
  readonly reviewer: string;
  readonly verdict: Verdict;
  readonly note: string | undefined;
  readonly edits: Edits | undefined;
  readonly understanding: Understanding | undefined;
  readonly readers: TextReaders | undefined;
  undone: boolean;
}

/** The subject of a review, and the versions that it can approve. */
export interface RoundSubject extends ReviewedVersions {
  readonly reviewId: string;
  readonly trackId: string;
  readonly projectId: string;
  readonly requestedBy: string;
}
