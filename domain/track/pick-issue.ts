import { type AudioFinding, isHard, type RefusalReason } from '@fermata/contracts/values';

/** The state of a version that decides which candidate a person may pick. */
export interface PickFacts {
  readonly by: 'person' | 'score';
  readonly picked: { readonly candidateId: string } | null;
  readonly candidates: readonly {
    readonly candidateId: string;
    readonly evaluation: { readonly findings: readonly AudioFinding[] };
  }[];
}

/** A candidate can be picked unless its sketch has a hard finding. */
export const isPickable = ({ evaluation }: PickFacts['candidates'][number]): boolean =>
  !evaluation.findings.some(isHard);

/** Why a person cannot pick this candidate; null when they can. */
export function pickIssue(
  candidateId: string,
  { by, picked, candidates }: PickFacts,
): { reason: RefusalReason; detail: string } | null {
  if (by !== 'person') return { reason: 'not-allowed', detail: 'this track picks by score' };
  if (picked)
    return { reason: 'twice', detail: `candidate ${picked.candidateId} was picked already` };
  const candidate = candidates.find((each) => each.candidateId === candidateId);
  if (!candidate)
    return {
      reason: 'unknown',
      detail: `there is no candidate ${candidateId} in this version`,
    };
  if (isPickable(candidate)) return null;
  const reasons = candidate.evaluation.findings.map(({ text }) => text).join(' ');
  return {
    reason: 'not-allowed',
    detail: `candidate ${candidateId} cannot be picked: ${reasons}`,
  };
}
