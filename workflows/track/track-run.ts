import {
  type ChildWorkflowHandle,
  condition,
  setCurrentDetails,
  upsertSearchAttributes,
  type Workflow,
  workflowInfo,
} from '@temporalio/workflow';
import type { EventData, EventType } from '@fermata/contracts/events';
import type { TrackStatus, TrackWorkflowInput } from '@fermata/contracts/temporal';
import {
  type CommandAnswer,
  deriveId,
  type Intent,
  isFinal,
  type LocatedFinding,
  progressPercent,
  type RefusalReason,
  type Stage,
  STAGE_LABELS,
} from '@fermata/contracts/values';
import type { ReviewRound } from '@fermata/domain/review';
import { type Outcome, TrackLifecycle } from '@fermata/domain/track';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { describeTrack } from './describe-track.ts';

// More refusals than this are answered but no longer written: rubbish must not grow a history without end.
const MAX_RECORDED_REFUSALS = 200;

/** What one run of the track workflow knows and tells. Stages read it; handlers change it. */
export class TrackRun {
  readonly input: TrackWorkflowInput;
  readonly lifecycle = new TrackLifecycle();
  readonly journal: Journal;
  readonly workflowId: string;
  title: string;
  /** Why it is archived, in words. */
  detail = '';
  intent: Intent | null = null;
  round: ReviewRound | null = null;
  /** The candidate that a person picked, while the stage is `picking`. */
  picked: { candidateId: string; actor: string } | null = null;
  cancelledBy: { actor: string; reason: string | undefined } | null = null;
  /** Those that nobody may pick, and why. */
  unpickable: readonly { readonly candidateId: string; readonly why: string }[] = [];
  /** The recipe of the last version. */
  recipeId: string | null = null;
  /** What the measurements found in the version's audio so far. */
  findings: LocatedFinding[] = [];
  pickable: readonly { readonly candidateId: string; readonly recipeId: string }[] = [];
  /** The release under way, which must hear of a hold as well. */
  release: ChildWorkflowHandle<Workflow> | null = null;
  /** Decisions whose tokens are being verified: the clock must not settle a review over them. */
  pendingVerifications = 0;
  /** Counts what happened from outside, so that a waiting stage looks again. */
  changes = 0;
  #refusals = 0;

  constructor(input: TrackWorkflowInput) {
    this.input = input;
    this.title = input.brief.title ?? input.brief.text;
    this.workflowId = workflowInfo().workflowId;
    this.journal = openJournal(input.projectId);
  }

  get versionRef(): { projectId: string; trackId: string; version: number } {
    return {
      projectId: this.input.projectId,
      trackId: this.input.trackId,
      version: this.lifecycle.version,
    };
  }

  record<T extends EventType>(type: T, data: EventData<T>, actor?: string): Promise<void> {
    return this.journal.record(type, data, actor);
  }

  /** Enters the next stage, once nobody holds the track. The event is written while the stage's work begins. */
  async advance(outcome: Outcome, detail?: string): Promise<Stage> {
    await condition(() => !this.lifecycle.held);
    return this.enter(outcome, detail);
  }

  /** Enters a stage at once, also a last one while the track is held or cancelled. `detail`: why it is archived, written in the same batch. */
  enter(outcome: Outcome, detail = ''): Stage {
    this.detail = detail;
    const stage = this.lifecycle.advance(outcome);
    const { version, archiveReason: reason } = this.lifecycle;
    void this.record('track.stage-entered', { stage, version });
    if (reason) void this.record('track.archived', { version, reason, detail });
    this.publishDetails();
    return stage;
  }

  /** Tells operations where the track stands: details for reading, search attributes for filtering. */
  publishDetails(): void {
    setCurrentDetails(describeTrack(this));
    upsertSearchAttributes([
      { key: searchAttributes.trackStage, value: this.lifecycle.stage },
      { key: searchAttributes.trackTitle, value: shortened(this.title) },
      { key: searchAttributes.awaitingRole, value: this.awaitingRole },
    ]);
  }

  get awaitingRole(): string | null {
    if (this.lifecycle.held) return 'operations';
    if (this.lifecycle.stage === 'review' && this.round && !this.round.closed)
      return this.round.escalated ? 'operations' : 'reviewer';
    if (this.lifecycle.stage === 'picking' && this.input.pick.by === 'person') return 'creator';
    if (this.lifecycle.stage === 'publishing') return 'partner';
    return null;
  }

  status(): TrackStatus {
    const { stage, version, held } = this.lifecycle;
    return {
      stage,
      version,
      held,
      now: `${STAGE_LABELS[stage]}${held ? ', held' : ''}`,
      awaitingRole: this.awaitingRole,
      percent: progressPercent(stage),
    };
  }

  /** A business refusal: answered, written down, without effect. */
  async refuse(
    command: string,
    reason: RefusalReason,
    detail: string,
    decisionId?: string,
    actor?: string,
  ): Promise<CommandAnswer> {
    if (++this.#refusals <= MAX_RECORDED_REFUSALS) {
      await this.record(
        'command.refused',
        { command, reason, detail, ...(decisionId === undefined ? {} : { decisionId }) },
        actor,
      );
    }
    return { outcome: 'refused', reason, detail };
  }

  noteChange(): void {
    this.changes += 1;
    if (!isFinal(this.lifecycle.stage)) this.publishDetails();
  }

  get releaseId(): string {
    return deriveId('rel', this.input.trackId, this.lifecycle.version);
  }

  get reviewId(): string {
    return deriveId('rev', this.input.trackId, this.lifecycle.version);
  }
}
