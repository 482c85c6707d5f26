import {
  CancellationScope,
  condition,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  TrackContinuation,
  TrackSnapshot,
  TrackWorkflowInput,
} from '@fermata/contracts/temporal';
import {
  cleanText,
  type CommandResult,
  hasLeftProduction,
  type Intent,
  type LocatedFinding,
  type PartnerOrder,
  type ReleasedVersion,
  releaseIdFor,
  type ReviewedVersion,
  reviewIdFor,
} from '@fermata/contracts/values';
import { closedAnswer } from '@fermata/domain/partner-request';
import type { StartFacts } from '@fermata/domain/release';
import type { ReviewRound } from '@fermata/domain/review';
import { type Outcome, TrackLifecycle } from '@fermata/domain/track';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { workClassOf } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { ProductionSlot } from '../admission/production-slot.ts';
import { call, type Callable } from '../call.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { notifyRequest } from '../partner-request/notify-request.ts';
import { ReleaseRequests } from '../partner-request/release-requests.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { Question } from '../question.ts';
import { SaleMessages } from '../sale/sale-messages.ts';
import { CommandLog } from './commands/command-log.ts';
import { describeTrack } from './describe-track.ts';
import type { EvaluatedCandidate } from './evaluated-candidate.ts';
import { awaitingRole } from './track-status.ts';

/** `detail`: why the track is archived. `onEntry`: events that follow the entry in the same batch. */
interface StageEntry {
  readonly detail?: string;
  readonly onEntry?: () => readonly JournalEntry[];
}

/** The state of one run of the track workflow, which its stages and commands share. */
export class TrackRun {
  readonly input: TrackWorkflowInput;
  readonly lifecycle: TrackLifecycle;
  readonly journal: Journal;
  readonly slot: ProductionSlot;
  readonly commands: CommandLog;
  readonly workflowId: string;
  /** Whether a person's request for the track is verified. */
  authorised = false;
  title: string;
  /** Why the track is archived. */
  detail: string;
  intent: Intent | null;
  round: ReviewRound | null = null;
  /** The candidates that wait for a person's pick, and the pick. */
  pick: {
    candidates: readonly EvaluatedCandidate[];
    picked: { candidateId: string; actor: string } | null;
  } = { candidates: [], picked: null };
  /** Requests of partners for the release. */
  readonly requests: ReleaseRequests;
  /** Whether a person has requested the release of the approved track. */
  startRequested: boolean;
  /** Why the release waits although it is due: a recall. */
  recall: string | null = null;
  cancelledBy: { actor: string; reason: string | undefined } | null = null;
  /** The versions that were sent back, in order. */
  earlier: ReviewedVersion[];
  /** The recipe of the last version. */
  recipeId: string | null;
  /** Findings in the version's audio so far. */
  findings: LocatedFinding[];
  /** Events of the stage that ends, for the batch of the next stage, also if that is a failure or a cancellation. */
  readonly unrecorded: JournalEntry[] = [];
  /** Messages about the release on sale. */
  readonly sale: SaleMessages;
  /** A person answers whether a release stays with the partners that still sell it. */
  readonly question: Question;
  /** The answer to a cancellation that came too late. */
  lateCancellation: CommandResult | null = null;
  /** Why the last withdrawal failed. */
  failedWithdrawal: string | null;
  /**
   * Number of commands and decisions whose tokens are being verified; no timer may end a review or a
   * pick before they count.
   */
  pendingVerifications = 0;
  /** Counts accepted commands, so that a waiting stage checks its condition again. */
  changes = 0;

  constructor(input: TrackWorkflowInput) {
    const { snapshot } = input;
    this.input = input;
    this.workflowId = workflowInfo().workflowId;
    this.lifecycle = new TrackLifecycle(snapshot?.lifecycle);
    this.commands = new CommandLog(input.commandLimits, snapshot);
    this.journal = openJournal(input.projectId, snapshot);
    this.slot = new ProductionSlot(input);
    this.sale = new SaleMessages(
      snapshot?.continuation.at === 'on-sale' ? snapshot.continuation.sale : undefined,
    );
    this.requests = new ReleaseRequests(snapshot?.requests);
    this.startRequested =
      snapshot?.continuation.at === 'approved' && snapshot.continuation.startRequested;
    this.question = new Question(input.projectId);
    this.title = snapshot?.title ?? input.brief.title ?? input.brief.text;
    this.detail = snapshot?.detail ?? '';
    this.failedWithdrawal = snapshot?.failedWithdrawal ?? null;
    this.intent = snapshot?.intent ?? null;
    this.earlier = snapshot?.earlier ?? [];
    this.recipeId = snapshot?.recipeId ?? null;
    this.findings = snapshot?.findings ?? [];
  }

  /** No command has an effect, or leaves an event, before the track's own first event. */
  async whenAuthorised(): Promise<void> {
    if (!this.authorised) await condition(() => this.authorised);
  }

  /** The state for the next run. */
  snapshot(continuation: TrackContinuation): TrackSnapshot {
    const { title, detail, failedWithdrawal, intent, earlier, recipeId, findings } = this;
    return {
      continuation,
      lifecycle: this.lifecycle.snapshot(),
      sequence: this.journal.sequence,
      unconfirmed: this.journal.unconfirmed,
      title,
      detail,
      failedWithdrawal,
      intent,
      earlier,
      recipeId,
      findings,
      requests: [...this.requests.pending],
      ...this.commands.snapshot(),
    };
  }

  get versionRef(): { projectId: string; trackId: string; version: number } {
    const { projectId, trackId } = this.input;
    return { projectId, trackId, version: this.lifecycle.version };
  }

  /** The version's name in summaries, as Markdown. */
  get label(): string {
    return `“${escapeMarkdown(cleanText(this.title, 60))}” v${this.lifecycle.version}`;
  }

  /** The facts that decide whether the release of the approved version starts. */
  startFacts({ versionSha256 }: Pick<ReleasedVersion, 'versionSha256'>): StartFacts {
    return {
      ...this.dateFacts,
      byPerson: this.startRequested,
      byPartner: this.requests.asksFor(versionSha256),
    };
  }

  /** When its terms release it. */
  get dateFacts(): Pick<StartFacts, 'publishOn' | 'publishesAt'> {
    const { release, publishesAt } = this.input;
    return {
      publishOn: release.publishOn,
      publishesAt: publishesAt === undefined ? null : Date.parse(publishesAt),
    };
  }

  get releaseId(): string {
    return releaseIdFor(this.input.trackId, this.lifecycle.version);
  }

  get reviewId(): string {
    return reviewIdFor(this.input.trackId, this.lifecycle.version);
  }

  /** Calls an activity with the priority of the track's stage. */
  call<Input, Result>(
    activity: Callable<Input, Result>,
    summary: string,
    input: NoInfer<Input>,
  ): Promise<Result> {
    const { stage, version } = this.lifecycle;
    return call(activity, summary, input, { work: workClassOf(stage, version) });
  }

  /** Resolves when the event is stored. */
  record(entry: JournalEntry): Promise<void> {
    return this.journal.append([entry]);
  }

  /**
   * Enters the next stage once the track is not held. `finished`: the events of the stage that
   * ends, written in one batch with the entry.
   */
  async advance(
    outcome: Outcome,
    finished: readonly JournalEntry[] = [],
    entry: StageEntry = {},
  ): Promise<void> {
    await this.journal.flushed();
    const mustStop = this.lifecycle.held || CancellationScope.current().consideredCancelled;
    // Finished work is recorded even if the track continues later or never.
    if (mustStop) void this.journal.append([...this.unrecorded.splice(0), ...finished]);
    await this.waitWhileHeld();
    this.enter(outcome, mustStop ? [] : finished, entry);
  }

  /** A held track frees its production slot. */
  async waitWhileHeld(): Promise<void> {
    if (!this.lifecycle.held) return;
    const mustProduce = this.slot.isHolding;
    await this.slot.release();
    await condition(() => !this.lifecycle.held);
    if (mustProduce) await this.slot.acquire('returning');
  }

  /** Enters a stage at once, including a final one while the track is held or cancelled. */
  enter(
    outcome: Outcome,
    finished: readonly JournalEntry[],
    { detail = '', onEntry = () => [] }: StageEntry = {},
  ): void {
    this.detail = detail;
    const stage = this.lifecycle.advance(outcome);
    const { version, archiveReason: reason } = this.lifecycle;
    const batch: JournalEntry[] = [
      ...this.unrecorded.splice(0),
      ...finished,
      { type: 'track.stage-entered', data: { stage, version } },
    ];
    if (reason) batch.push({ type: 'track.archived', data: { version, reason, detail } });
    const ended = this.lifecycle.hasLeftProduction ? closedAnswer(stage) : null;
    const answers = ended ? this.requests.answerAll(ended) : [];
    const stored = this.journal.append([...batch, ...onEntry(), ...answers]);
    if (this.input.order) void this.#notifyOrder(this.input.order, stored);
    this.publishDetails();
  }

  /** The partner's order answers by the events that are stored. */
  async #notifyOrder(order: PartnerOrder, stored: Promise<void>): Promise<void> {
    try {
      await stored;
    } catch {
      // The journal reports it with its next flush.
      return;
    }
    await notifyRequest(order);
  }

  /** Shows the state in the Temporal UI: details for reading, search attributes for filtering. */
  publishDetails(): void {
    setCurrentDetails(describeTrack(this));
    publishAttributes([
      { key: searchAttributes.trackStage, value: this.lifecycle.stage },
      { key: searchAttributes.trackTitle, value: shortened(this.title) },
      { key: searchAttributes.awaitingRole, value: awaitingRole(this) },
    ]);
  }

  /** Records the events of an applied command, and wakes a waiting stage. */
  accept(entries: readonly JournalEntry[]): Promise<void> {
    const stored = this.journal.append(entries);
    this.changes += 1;
    if (!hasLeftProduction(this.lifecycle.stage)) this.publishDetails();
    return stored;
  }
}
