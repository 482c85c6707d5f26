import type { CommandResult, Verdict } from '@fermata/contracts/values';

export interface AcceptedDecision {
  readonly verdict: Verdict;
  /** When the verdict takes effect, in milliseconds since the epoch; null while more approvals are needed. */
  readonly graceUntil: number | null;
  readonly graceSeconds: number;
  /** A hold of the track stops the clock. */
  readonly held: boolean;
}

/** The result of an accepted decision: when it takes effect. */
export function decisionResult({
  verdict,
  graceUntil,
  graceSeconds,
  held,
}: AcceptedDecision): CommandResult {
  const accepted = { outcome: 'accepted' } as const;
  if (graceUntil === null)
    return { ...accepted, detail: `${verdict} is counted; more approvals are needed` };
  if (held)
    return {
      ...accepted,
      detail: `${verdict} takes effect ${graceSeconds} s after the track is resumed, unless it is undone`,
    };
  const effectiveAt = new Date(graceUntil).toISOString();
  const detail =
    graceSeconds === 0
      ? `${verdict} takes effect at once`
      : `${verdict} takes effect at ${effectiveAt} unless it is undone`;
  return { ...accepted, detail, effectiveAt };
}
