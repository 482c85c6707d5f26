import {
  type ArchiveReason,
  hasLeftProduction,
  type LifecycleSnapshot,
  type Stage,
} from '@fermata/contracts/values';
import { type Command, commandIssue } from './command-issue.ts';

/** Outcomes of a finished step. */
export type Outcome =
  | 'begun'
  | 'interpreted'
  | 'planned'
  | 'generated'
  | 'evaluated'
  | 'picked'
  | 'stems-rendered'
  | 'mixed'
  | 'mastered'
  | 'enriched'
  | 'faulty'
  | 'policy-allowed'
  | 'policy-denied'
  | 'approved'
  | 'release-started'
  | 'sent-back'
  | 'rejected'
  | 'expired'
  | 'live'
  | 'delisted'
  | 'withdrawn'
  | 'release-rejected'
  | 'cancelled'
  | 'failed';

/** Next stage by stage and outcome. Transitions that are not listed cannot happen. */
export const TRANSITIONS: Readonly<Record<Stage, Readonly<Partial<Record<Outcome, Stage>>>>> = {
  accepted: { begun: 'interpreting', cancelled: 'cancelled', failed: 'failed' },
  interpreting: { interpreted: 'planning', cancelled: 'cancelled', failed: 'failed' },
  planning: { planned: 'generating', cancelled: 'cancelled', failed: 'failed' },
  generating: { generated: 'evaluating', cancelled: 'cancelled', failed: 'failed' },
  evaluating: { evaluated: 'picking', cancelled: 'cancelled', failed: 'failed' },
  picking: { picked: 'stems', faulty: 'archived', cancelled: 'cancelled', failed: 'failed' },
  stems: {
    'stems-rendered': 'mixing',
    faulty: 'archived',
    cancelled: 'cancelled',
    failed: 'failed',
  },
  mixing: { mixed: 'mastering', faulty: 'archived', cancelled: 'cancelled', failed: 'failed' },
  mastering: {
    mastered: 'enriching',
    faulty: 'archived',
    cancelled: 'cancelled',
    failed: 'failed',
  },
  enriching: { enriched: 'policy', faulty: 'archived', cancelled: 'cancelled', failed: 'failed' },
  policy: {
    'policy-allowed': 'review',
    'policy-denied': 'archived',
    cancelled: 'cancelled',
    failed: 'failed',
  },
  review: {
    approved: 'approved',
    'release-started': 'publishing',
    'sent-back': 'interpreting',
    rejected: 'archived',
    expired: 'archived',
    cancelled: 'cancelled',
    failed: 'failed',
  },
  approved: { 'release-started': 'publishing', cancelled: 'cancelled', failed: 'failed' },
  publishing: {
    live: 'published',
    'release-rejected': 'archived',
    cancelled: 'cancelled',
    failed: 'failed',
  },
  published: { delisted: 'delisted', withdrawn: 'withdrawn' },
  delisted: { withdrawn: 'withdrawn' },
  withdrawn: {},
  archived: {},
  cancelled: {},
  failed: {},
};

const ARCHIVE_REASONS: Partial<Record<Outcome, ArchiveReason>> = {
  faulty: 'faulty',
  'policy-denied': 'policy-denied',
  rejected: 'rejected',
  expired: 'expired',
  'release-rejected': 'release-rejected',
};

/** `late`: the track accepts no command any more. */
type Permission =
  { allowed: true } | { allowed: false; refusal: { reason: 'late' | 'not-now'; detail: string } };

/** The stage of a track, and the commands it accepts. No clock and no I/O; the workflow drives it. */
export class TrackLifecycle {
  #stage: Stage;
  #version: number;
  #held: boolean;
  #cancelling = false;
  #archiveReason: ArchiveReason | null = null;

  constructor({ stage, version, held }: LifecycleSnapshot = NEW_TRACK) {
    this.#stage = stage;
    this.#version = version;
    this.#held = held;
  }

  get stage(): Stage {
    return this.#stage;
  }
  get version(): number {
    return this.#version;
  }
  get held(): boolean {
    return this.#held;
  }
  get cancelling(): boolean {
    return this.#cancelling;
  }
  get archiveReason(): ArchiveReason | null {
    return this.#archiveReason;
  }
  get hasLeftProduction(): boolean {
    return hasLeftProduction(this.#stage);
  }

  /** Whether its release is, or was, on sale: a partner may delist it, a person may withdraw it. */
  get onSale(): boolean {
    return this.#stage === 'published' || this.#stage === 'delisted';
  }

  /** The state that a later run needs. Throws for a track that is being cancelled or has no later run. */
  snapshot(): LifecycleSnapshot {
    if ((this.hasLeftProduction && !this.onSale) || this.#cancelling)
      throw new RangeError('the track is ending');
    return { stage: this.#stage, version: this.#version, held: this.#held };
  }

  /** Enters the next stage. Throws if the table has no such transition, which is a bug. */
  advance(outcome: Outcome): Stage {
    const next = TRANSITIONS[this.#stage][outcome];
    if (next === undefined)
      throw new RangeError(`a track in stage ${this.#stage} cannot be ${outcome}`);
    if (outcome === 'sent-back') this.#version += 1;
    this.#archiveReason = ARCHIVE_REASONS[outcome] ?? null;
    this.#stage = next;
    if (this.hasLeftProduction) this.#held = false;
    return next;
  }

  may(command: Command): Permission {
    const detail = commandIssue(command, this);
    if (detail === null) return { allowed: true };
    return {
      allowed: false,
      refusal: { reason: this.hasLeftProduction ? 'late' : 'not-now', detail },
    };
  }

  hold(): void {
    this.#apply('hold');
    this.#held = true;
  }
  resume(): void {
    this.#apply('resume');
    this.#held = false;
  }

  /** A review has approved an earlier version, which is the version of the track again. */
  restore(version: number): void {
    if (this.#stage !== 'review' || version >= this.#version)
      throw new RangeError(`version ${version} cannot be restored in ${this.#stage}`);
    this.#version = version;
  }

  /** Also resumes a held track, so that it can end. */
  cancel(): void {
    this.#apply('cancel');
    this.#cancelling = true;
    this.#held = false;
  }

  /** The release went on sale before the cancellation reached it. */
  refuseCancellation(): void {
    this.#cancelling = false;
  }

  #apply(command: Command): void {
    const permission = this.may(command);
    if (!permission.allowed) throw new RangeError(permission.refusal.detail);
  }
}

const NEW_TRACK: LifecycleSnapshot = { stage: 'accepted', version: 1, held: false };
