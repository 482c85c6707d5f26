import { type AudioFinding, isHard, type RefusalReason } from '@fermata/contracts/values';

/** The facts about a version that determine which candidate a person may pick. */
export interface PickFacts {
  readonly by: 'person' | 'rating';
  readonly picked: { readonly candidateId: string } | null;
  readonly candidates: readonly {
    readonly candidateId: string;
    readonly evaluation: { readonly findings: readonly AudioFinding[] };
  }[];
}

/** A candidate can be picked unless its sketch has a hard finding. */
export const isPickable = ({ evaluation }: PickFacts['candidates'][number]): boolean =>
  !evaluation.findings.some(isHard);

/** Whether the candidates of a version wait for a person's pick: all have their rating and none is picked. */
export const awaitsPick = (
  candidates: readonly { readonly rating: number | null; readonly picked: boolean }[],
): boolean =>
  candidates.length > 0 && candidates.every(({ rating, picked }) => rating !== null && !picked);

/** The reason why a person cannot pick this candidate, or null. */
export function pickIssue(
  candidateId: string,
  { by, picked, candidates }: PickFacts,
): { reason: RefusalReason; detail: string } | null {
  if (by !== 'person') return { reason: 'not-allowed', detail: 'this track picks by rating' };
  if (picked)
    return { reason: 'twice', detail: `candidate ${picked.candidateId} was already picked` };
  const candidate = candidates.find((each) => each.candidateId === candidateId);
  if (!candidate)
    return {
      reason: 'unknown',
      detail: `this version has no candidate ${candidateId}`,
    };
  if (isPickable(candidate)) return null;
  const reasons = candidate.evaluation.findings.map(({ text }) => text).join(' ');
  return {
    reason: 'not-allowed',
    detail: `candidate ${candidateId} cannot be picked: ${reasons}`,
  };
}
