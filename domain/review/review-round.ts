import type {
  DecisionClaims,
  Edits,
  ReviewRoundSnapshot,
  ReviewState,
  ReviewTerms,
  Verdict,
} from '@fermata/contracts/values';
import {
  CLOSED_STATES,
  decisionIssue,
  type DecisionRefusal,
  eligibilityIssue,
  isReviewClosed,
  refuse,
  standingDecisions,
  verdictOf,
} from './decision-rules.ts';

export type Ruling = { ok: true; graceUntil: number | null } | DecisionRefusal;

/** Actions that fall due with time. */
export type DueAction = 'remind' | 'escalate' | 'expire' | 'conclude';

export interface RecordedDecision {
  readonly decisionId: string;
  readonly reviewer: string;
  readonly verdict: Verdict;
  readonly note: string | undefined;
  readonly edits: Edits | undefined;
  undone: boolean;
}

export interface RoundSubject {
  readonly reviewId: string;
  readonly trackId: string;
  readonly projectId: string;
  readonly versionSha256: string;
  readonly requestedBy: string;
}

/**
 * One review of one version, closed once. Times are milliseconds since 1970 on the workflow's clock.
 * While the track is held nothing falls due; the held time is added to every deadline.
 */
export class ReviewRound {
  readonly subject: RoundSubject;
  readonly terms: ReviewTerms;
  #openedAt: number;
  #state: ReviewState = 'open';
  #decisions: RecordedDecision[] = [];
  #reminderDue = false;
  #escalated = false;
  #graceUntil: number | null = null;
  #pendingVerdict: Verdict | null = null;
  #heldSince: number | null = null;

  constructor(subject: RoundSubject, terms: ReviewTerms, now: number) {
    this.subject = subject;
    this.terms = terms;
    this.#openedAt = now;
  }

  /** Continues the round of an earlier run of the workflow. */
  static restore(
    subject: RoundSubject,
    terms: ReviewTerms,
    snapshot: ReviewRoundSnapshot,
  ): ReviewRound {
    const round = new ReviewRound(subject, terms, snapshot.openedAt);
    round.#state = snapshot.state;
    round.#decisions = snapshot.decisions.map(({ note, edits, ...decision }) => ({
      ...decision,
      note,
      edits,
    }));
    round.#reminderDue = snapshot.reminderDue;
    round.#escalated = snapshot.escalated;
    round.#graceUntil = snapshot.graceUntil;
    round.#pendingVerdict = snapshot.pendingVerdict;
    round.#heldSince = snapshot.heldSince;
    return round;
  }

  /** Everything that `restore` needs. Throws for a closed round. */
  snapshot(): ReviewRoundSnapshot {
    if (this.#state !== 'open' && this.#state !== 'grace')
      throw new RangeError(`the review is closed (${this.#state})`);
    return {
      openedAt: this.#openedAt,
      state: this.#state,
      decisions: this.#decisions.map((decision) => ({ ...decision })),
      reminderDue: this.#reminderDue,
      escalated: this.#escalated,
      graceUntil: this.#graceUntil,
      pendingVerdict: this.#pendingVerdict,
      heldSince: this.#heldSince,
    };
  }

  get state(): ReviewState {
    return this.#state;
  }
  get decisions(): readonly RecordedDecision[] {
    return this.#decisions;
  }
  get reminderDue(): boolean {
    return this.#reminderDue;
  }
  get escalated(): boolean {
    return this.#escalated;
  }
  get graceUntil(): number | null {
    return this.#graceUntil;
  }
  get closed(): boolean {
    return isReviewClosed(this.#state);
  }
  get pendingVerdict(): Verdict | null {
    return this.#pendingVerdict;
  }
  get expiresAt(): number {
    return this.#openedAt + this.terms.expirySeconds * 1000;
  }
  /** The note of the decisive decision, for the next version. */
  get note(): string {
    return this.#decisiveDecision()?.note ?? '';
  }
  /** The edits that the decisive decision requests; everything else is kept. */
  get edits(): Edits | undefined {
    return this.#decisiveDecision()?.edits;
  }

  /** Applies a decision whose token was verified, or refuses it without a change. */
  decide(claims: DecisionClaims, note: string | undefined, now: number, edits?: Edits): Ruling {
    const { action } = claims;
    if (action === 'undo')
      return refuse('bad-token', 'this token is for an undo, not for a decision');
    if (edits && action !== 'send-back')
      return refuse(
        'bad-token',
        `edits are possible only with the verdict send-back, not with ${action}`,
      );
    const refusal = this.#refusal(claims, now);
    if (refusal) return refusal;
    const issue = decisionIssue({ state: this.#state, decisions: this.#decisions }, claims);
    if (issue) return issue;
    this.#decisions.push({
      decisionId: claims.decisionId,
      reviewer: claims.reviewer,
      verdict: action,
      note,
      edits,
      undone: false,
    });
    this.#recomputeState(now);
    return { ok: true, graceUntil: this.#graceUntil };
  }

  /** Undoes a decision within its grace period, by its own reviewer. */
  undo(claims: DecisionClaims, now: number): Ruling {
    if (claims.action !== 'undo')
      return refuse('bad-token', 'this token is for a decision, not for an undo');
    const refusal = this.#refusal(claims, now);
    if (refusal) return refusal;
    const decision = this.#decisions.find((taken) => taken.decisionId === claims.decisionId);
    if (!decision) return refuse('unknown', 'the review has no decision with this id');
    if (decision.reviewer !== claims.reviewer)
      return refuse('not-allowed', 'only the reviewer who took a decision can undo it');
    if (decision.undone) return refuse('twice', 'this decision was already undone');
    decision.undone = true;
    this.#recomputeState(now);
    return { ok: true, graceUntil: this.#graceUntil };
  }

  /** The next due action and its time; null while held or closed. */
  nextDue(): { readonly at: number; readonly action: DueAction } | null {
    if (this.#heldSince !== null || this.closed) return null;
    if (this.#state === 'grace')
      return this.#graceUntil === null ? null : { at: this.#graceUntil, action: 'conclude' };
    const { reminderSeconds, escalationSeconds } = this.terms;
    // Of actions due at the same time, the first one here wins.
    const dues: { at: number; action: DueAction }[] = [{ at: this.expiresAt, action: 'expire' }];
    if (!this.#reminderDue)
      dues.push({ at: this.#openedAt + reminderSeconds * 1000, action: 'remind' });
    if (!this.#escalated)
      dues.push({ at: this.#openedAt + escalationSeconds * 1000, action: 'escalate' });
    return dues.reduce((first, due) => (due.at < first.at ? due : first));
  }

  /** Applies the action due at `now` and returns it. A reminder due together with the expiry is skipped. */
  tick(now: number): DueAction | null {
    const due = this.nextDue();
    if (due === null || now < due.at) return null;
    if (this.#state === 'grace') {
      this.#state = CLOSED_STATES[this.#pendingVerdict ?? 'reject'];
      return 'conclude';
    }
    if (now >= this.expiresAt) {
      this.#state = 'expired';
      return 'expire';
    }
    if (!this.#reminderDue && now >= this.#openedAt + this.terms.reminderSeconds * 1000) {
      this.#reminderDue = true;
      return 'remind';
    }
    this.#escalated = true;
    return 'escalate';
  }

  hold(now: number): void {
    this.#heldSince ??= now;
  }

  resume(now: number): void {
    if (this.#heldSince === null) return;
    const heldFor = now - this.#heldSince;
    this.#heldSince = null;
    this.#openedAt += heldFor;
    if (this.#graceUntil !== null) this.#graceUntil += heldFor;
  }

  cancel(): void {
    if (!this.closed) this.#state = 'cancelled';
  }

  #decisiveDecision(): RecordedDecision | undefined {
    return standingDecisions(this.#decisions).findLast(
      (decision) => decision.verdict === this.#pendingVerdict,
    );
  }

  #refusal(claims: DecisionClaims, now: number): DecisionRefusal | null {
    const { reviewId, trackId, projectId, versionSha256, requestedBy } = this.subject;
    if (claims.projectId !== projectId || claims.trackId !== trackId)
      return refuse('bad-token', 'the token was signed for another track');
    if (claims.reviewId !== reviewId || claims.versionSha256 !== versionSha256)
      return refuse(
        'stale',
        `the decision is about the version ${claims.versionSha256.slice(0, 12)}…; under review is ` +
          `${versionSha256.slice(0, 12)}…`,
      );
    if (this.closed) return refuse('late', `the review is closed (${this.#state})`);
    if (this.#isPastDeadline(now))
      return refuse(
        'late',
        this.#state === 'grace' ? 'the decision has taken effect' : 'the review has expired',
      );
    return eligibilityIssue({ terms: this.terms, requestedBy }, claims.reviewer);
  }

  // The clock decides, not the order in which a timer and a decision are handled.
  #isPastDeadline(now: number): boolean {
    if (this.#heldSince !== null) return false;
    return this.#state === 'grace'
      ? this.#graceUntil !== null && now >= this.#graceUntil
      : now >= this.expiresAt;
  }

  #recomputeState(now: number): void {
    const before = this.#pendingVerdict;
    this.#pendingVerdict = verdictOf(this.#decisions, this.terms.quorum).verdict;
    this.#state = this.#pendingVerdict ? 'grace' : 'open';
    // An unchanged verdict keeps its time: undoing another decision must not delay it.
    if (this.#pendingVerdict && this.#pendingVerdict === before) return;
    this.#graceUntil = this.#pendingVerdict
      ? (this.#heldSince ?? now) + this.terms.graceSeconds * 1000
      : null;
  }
}
