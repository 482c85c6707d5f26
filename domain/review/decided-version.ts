import type { ReviewedVersion } from '@fermata/contracts/values';
import { type DecisionRefusal, refuse, type ReviewAction } from './decision-rules.ts';

/** The versions of a track that a decision can name. */
export interface ReviewedVersions {
  /** The version under review. */
  readonly reviewed: ReviewedVersion;
  /**
   * Versions that were under review before and were sent back: complete, without a hard finding and allowed by the
   * policy.
   */
  readonly earlier: readonly ReviewedVersion[];
}

/** The version that a decision is about, or why it cannot be. `version`: the one that it names, if it names one. */
export function decidedVersion(
  { reviewed, earlier }: ReviewedVersions,
  { action, version }: { readonly action: ReviewAction; readonly version?: number | undefined },
): { readonly ok: true; readonly decided: ReviewedVersion } | DecisionRefusal {
  if (version === undefined || version === reviewed.version) return { ok: true, decided: reviewed };
  if (action !== 'approve')
    return refuse('not-allowed', `an earlier version can be approved; it allows no ${action}`);
  const decided = earlier.find((each) => each.version === version);
  if (decided) return { ok: true, decided };
  const numbers = earlier.map((each) => each.version).join(', ');
  return refuse(
    'unknown',
    `no earlier version ${version} was under review` + (numbers === '' ? '' : `, only ${numbers}`),
  );
}

/** Why nobody may approve an earlier version, or null. */
export function earlierVersionIssue({
  policyOutcome,
  recall,
}: {
  /** Null: the policy has not decided about it. */
  readonly policyOutcome: 'allow' | 'deny' | null;
  /** The recall of its engine or a model, in one sentence. */
  readonly recall: string | null;
}): { readonly reason: 'not-allowed' | 'recalled'; readonly detail: string } | null {
  if (policyOutcome !== 'allow')
    return { reason: 'not-allowed', detail: 'the publication policy does not allow it' };
  return recall === null ? null : { reason: 'recalled', detail: recall };
}
