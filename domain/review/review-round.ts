import type {
  DecisionClaims,
  ReviewedVersion,
  ReviewFeedback,
  ReviewRoundSnapshot,
  ReviewState,
  ReviewTerms,
  Verdict,
} from '@fermata/contracts/values';
import { decidedVersion } from './decided-version.ts';
import {
  CLOSED_STATES,
  decisionIssue,
  type DecisionRefusal,
  eligibilityIssue,
  isReviewClosed,
  refuse,
  standingDecisions,
  verdictOf,
  type Vote,
} from './decision-rules.ts';
import type { DecisionContent, RecordedDecision, RoundSubject } from './round-subject.ts';

export type Ruling =
  { ok: true; graceUntil: number | null; decided: ReviewedVersion } | DecisionRefusal;

/** Actions that fall due with time. */
export type DueAction = 'remind' | 'escalate' | 'expire' | 'conclude';

/**
 * One review of one version, closed once; it may approve an earlier version in its place. Times are milliseconds since
 * 1970 on the workflow's clock. While the track is held nothing falls due; the held time is added to every deadline.
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
  #pending: Pick<Vote, 'verdict' | 'version'> | null = null;
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
    round.#decisions = snapshot.decisions.map(
      ({ note, edits, understanding, readers, ...decision }) => ({
        ...decision,
        note,
        edits,
        understanding,
        readers,
      }),
    );
    round.#reminderDue = snapshot.reminderDue;
    round.#escalated = snapshot.escalated;
    round.#graceUntil = snapshot.graceUntil;
    round.#pending = verdictOf(round.#decisions, terms.quorum).pending;
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
    return this.#pending?.verdict ?? null;
  }
  get expiresAt(): number {
    return this.#openedAt + this.terms.expirySeconds * 1000;
  }
  /** The note of the decisive decision. */
  get note(): string {
    return this.#decisiveDecision()?.note ?? '';
  }
  /** The decisive decision, for the next version; null while there is none. */
  get feedback(): ReviewFeedback | null {
    const decision = this.#decisiveDecision();
    if (!decision) return null;
    const { decisionId, reviewer, note = '', edits, understanding, readers } = decision;
    return {
      ...{ decisionId, reviewer, note },
      ...(edits === undefined ? {} : { edits }),
      ...(understanding === undefined ? {} : { understanding }),
      ...(readers === undefined ? {} : { readers }),
    };
  }
  /** The version that the verdict is about; null while there is none. */
  get decided(): ReviewedVersion | null {
    const decision = this.#decisiveDecision();
    return decision ? { version: decision.version, versionSha256: decision.versionSha256 } : null;
  }

  /** Applies a decision whose token was verified, or refuses it without a change. */
  decide(
    claims: DecisionClaims,
    { note, edits, understanding, readers, version }: DecisionContent,
    now: number,
  ): Ruling {
    const { action } = claims;
    if (action === 'undo')
      return refuse('bad-token', 'this token is for an undo, not for a decision');
    if (edits && action !== 'send-back')
      return refuse(
        'bad-token',
        `edits are possible only with the verdict send-back, not with ${action}`,
      );
    const named = decidedVersion(this.subject, { action, version });
    if (!named.ok) return named;
    const { decided } = named;
    const refusal = this.#refusal(claims, decided, now);
    if (refusal) return refusal;
    const issue = decisionIssue({ state: this.#state, decisions: this.#decisions }, claims);
    if (issue) return issue;
    this.#decisions.push({
      decisionId: claims.decisionId,
      reviewer: claims.reviewer,
      verdict: action,
      version: decided.version,
      versionSha256: decided.versionSha256,
      note,
      edits,
      understanding,
      readers,
      undone: false,
    });
    this.#recomputeState(now);
    return { ok: true, graceUntil: this.#graceUntil, decided };
  }

  /** Undoes a decision within its grace period, by its own reviewer. */
  undo(claims: DecisionClaims, now: number): Ruling {
    if (claims.action !== 'undo')
      return refuse('bad-token', 'this token is for a decision, not for an undo');
    const { reviewed } = this.subject;
    const refusal = this.#refusal(claims, reviewed, now);
    if (refusal) return refusal;
    const decision = this.#decisions.find((taken) => taken.decisionId === claims.decisionId);
    if (!decision) return refuse('unknown', 'the review has no decision with this id');
    if (decision.reviewer !== claims.reviewer)
      return refuse('not-allowed', 'only the reviewer who took a decision can undo it');
    if (decision.undone) return refuse('twice', 'this decision was already undone');
    decision.undone = true;
    this.#recomputeState(now);
    return { ok: true, graceUntil: this.#graceUntil, decided: reviewed };
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
      this.#state = CLOSED_STATES[this.#pending?.verdict ?? 'reject'];
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
    const pending = this.#pending;
    return standingDecisions(this.#decisions).findLast(
      ({ verdict, version }) => verdict === pending?.verdict && version === pending.version,
    );
  }

  /** `about`: the version that the token must have been signed for. */
  #refusal(claims: DecisionClaims, about: ReviewedVersion, now: number): DecisionRefusal | null {
    const { reviewId, trackId, projectId, reviewed, requestedBy } = this.subject;
    if (claims.projectId !== projectId || claims.trackId !== trackId)
      return refuse('bad-token', 'the token was signed for another track');
    if (claims.reviewId !== reviewId || claims.versionSha256 !== about.versionSha256)
      return refuse(
        'stale',
        `the decision is about the version ${claims.versionSha256.slice(0, 12)}…; ` +
          (about.version === reviewed.version ? 'under review' : `version ${about.version}`) +
          ` is ${about.versionSha256.slice(0, 12)}…`,
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
    const before = this.#pending;
    const after = verdictOf(this.#decisions, this.terms.quorum).pending;
    this.#pending = after;
    this.#state = after ? 'grace' : 'open';
    // An unchanged verdict keeps its time: undoing another decision must not delay it.
    if (after && after.verdict === before?.verdict && after.version === before.version) return;
    this.#graceUntil = after ? (this.#heldSince ?? now) + this.terms.graceSeconds * 1000 : null;
  }
}
