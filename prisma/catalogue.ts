import type { EventData, NewEvent, StoredEvent } from '@fermata/contracts/events';
import type {
  AssetView,
  CandidateView,
  CostGroup,
  MaterialView,
  PreviewEntry,
  PreviewFacts,
  PreviewSession,
  ReviewView,
  TrackQuery,
  TrackSummary,
  TrackView,
  VersionView,
} from '@fermata/contracts/http';
import type {
  Alternate,
  AssetRef,
  PreviewPrompt,
  Recipe,
  ReleaseTerms,
  ReviewTerms,
  Role,
  Stage,
} from '@fermata/contracts/values';
import type { Money, Principal } from '@fermata/contracts/values';
import type { CacheLimits } from '@fermata/domain/cost';

/** A review without what depends on the viewer (`allowedActions`) or on the table of names (`reviewerName`). */
export type ReviewRecord = Omit<ReviewView, 'allowedActions' | 'decisions'> & {
  projectId: string;
  /** Who asked for the track: with `terms.ownWorkAllowed`, says whether they may decide. */
  requestedBy: string;
  decisions: Omit<ReviewView['decisions'][number], 'reviewerName'>[];
};

/** A track without what depends on the viewer (`allowedActions`) or on words (`now`, `percent`). */
export type TrackRecord = Omit<TrackView, 'allowedActions' | 'now' | 'percent' | 'review'> & {
  projectId: string;
  /** Sha256 of the request that started it: the same Idempotency-Key with another one is a conflict. */
  requestSha256: string;
  reviewTerms: ReviewTerms;
  /** Null for a track accepted before its event told them. */
  releaseTerms: ReleaseTerms | null;
  /** How its release ended; null while it runs, or where there is none. */
  releaseOutcome: EventData<'release.ended'>['outcome'] | null;
  /** How many withdrawals of its release have failed. */
  failedWithdrawals: number;
  /** The newest review of the track, settled or not. */
  review: ReviewRecord | null;
  candidates: CandidateView[];
  versions: VersionView[];
};

/** `cancelled`: this actor has asked to cancel the track, and it did not refuse. */
export type CommandContext = {
  held: number;
  resumed: number;
  refused: Record<string, number>;
  cancelled: boolean;
};

/** A page; `nextCursor` is opaque, null at the end. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/** `part` is absent for what belongs to the whole track, `alternate` for the full cut. The lineage (recipe, parents, checks) is that of this track's use of the bytes. */
export type AssetRecord = AssetView & {
  alternate?: Alternate | undefined;
  trackId: string;
  version: number;
  recipeId: string | null;
  parents: string[];
  checks: Record<string, number | string | boolean>;
  createdAt: string;
};

/** `parents`: what it was read from. */
export type NewMaterial = Omit<MaterialView, 'inherits' | 'addedAt'> & {
  parents: readonly string[];
};

export type DeliveryAddress = {
  projectId: string;
  partner: string;
  partnerReference: string;
  workflowId: string;
  trackId: string;
  releaseId: string;
};

/** `body` is the webhook as its sender signed it, parsed by nobody yet. `traceparent`: the W3C trace in which it came, for whoever relays it. */
export type InboxRow = {
  id: number;
  partner: string;
  webhookId: string;
  body: string;
  traceparent: string | null;
  receivedAt: string;
  /** Attempts in vain. */ attempts: number;
};
export type UndeliverableRow = InboxRow & { undeliverable: string };

export type CostEntry = {
  projectId: string;
  trackId: string;
  step: string;
  /** Unique in the project: the same step counted twice stays one row. */
  stepKey: string;
  cpuSeconds: number;
  audioSeconds: number;
  price: Money;
  /** The step's result was there: nothing was computed or stored. */
  cacheHit: boolean;
  bytesStored: number;
  /** Seconds that a model was at work. */
  modelSeconds: number;
  /** An attempt that came to nothing: it has a row of its own. */
  failed: boolean;
  /** What the cached result had taken when it was made, and the price of that today. */
  savedCpuSeconds: number;
  savedPrice: Money;
};
export type CostStep = Omit<CostEntry, 'projectId' | 'trackId'> & { recordedAt: string };
/** A track's ledger: every entry, and their sum. */
export type TrackCosts = { total: CostSums; steps: CostStep[] };

/** Sums over the cost ledger, in the units of CostEntry; seconds are summed to the microsecond. `entries` counts them, `cacheHits` those that computed nothing. */
export type CostSums = Pick<
  CostEntry,
  | 'cpuSeconds'
  | 'modelSeconds'
  | 'audioSeconds'
  | 'price'
  | 'bytesStored'
  | 'savedCpuSeconds'
  | 'savedPrice'
> & {
  entries: number;
  cacheHits: number;
  /** Seconds of finished audio: what the step `master` gave. */
  finishedSeconds: number;
};
/** `key`: the day (YYYY-MM-DD, UTC), the name of the step, or the id of the track. */
export type CostReport = { rows: (CostSums & { key: string })[]; total: CostSums };

/** The running sums of a project, as `/metrics` tells them. */
export type CostFigures = Omit<CostSums, 'entries' | 'finishedSeconds'>;

/** A result of a step as it is kept: `result` is small, and its bytes are assets that stand in S3 and in the catalogue. */
export type StepResult = {
  result: unknown;
  assets: string[];
  cpuSeconds: number;
  modelSeconds: number;
};
export type NewStepResult = StepResult & {
  projectId: string;
  key: string;
  step: string;
  version: number;
  bytes: number;
};

/** What a project's cache holds. `ownBytes`: what would be free if all of it were evicted; the other bytes belong to tracks that need them. */
export type CacheFigures = {
  projectId: string;
  results: number;
  resultBytes: number;
  assetBytes: number;
  ownBytes: number;
  oldestUseAt: string | null;
  steps: { step: string; results: number; assetBytes: number }[];
};
export type Eviction = {
  projectId: string;
  ownBytesBefore: number;
  ownBytesAfter: number;
  results: number;
  assets: number;
  freedBytes: number;
};

/** `perDay`: the budget of a day (UTC), null for none; `spent`: the ledger's sum of this day. */
export type BudgetState = {
  perDay: Money | null;
  spent: Money;
  day: string;
  opensAt: string;
  setBy: string | null;
  setAt: string | null;
};
/** The whole catalogue in numbers, of one moment. Every stage is there, with 0 too; projects in the order of their ids. */
export type Figures = {
  tracks: Record<Stage, number>;
  costs: { total: CostFigures; byProject: (CostFigures & { projectId: string })[] };
  inboxPending: number;
};

export type KeySeed = { actor: string; name: string; roles: Role[]; key: string };

/** `stream` and `sequence` are null where only a gap in the global positions tells that something is gone; `position` is null for an event that is gone from its stream at an unknown place. */
export type AuditFinding = {
  kind: 'changed' | 'reordered' | 'inserted' | 'missing';
  stream: string | null;
  sequence: number | null;
  position: number | null;
  detail: string;
};
export type AuditReport = { events: number; streams: number; findings: AuditFinding[] };
export type RebuildReport = {
  events: number;
  tables: { table: string; rows: number; identical: boolean }[];
  identical: boolean;
};

/** What was made for a prompt. `bytes`: of its WAV, whose sha256 is `made.sha256`. */
export type PreviewRecord = {
  previewId: string;
  prompt: PreviewPrompt;
  promptSha256: string;
  made: PreviewFacts;
  bytes: number;
};

/** Ends a subscription; resolves when no call of the listener is left to come. */
export type Unsubscribe = () => Promise<void>;

/** The catalogue of all projects. Every question names its project; nothing of another project is ever answered. Times are ISO 8601 in UTC. */
export interface Catalogue {
  events: {
    /**
     * Appends to one stream in one transaction, projections included. `events` have consecutive sequences.
     * An event that stands there already with the same type, data and actor is returned as stored (its `occurredAt`, workflow and run stay the first ones).
     * Throws SequenceConflictError when another event stands there or one before it is missing, InvalidEventError when an event cannot be one, ZodError for an unknown type or wrong data.
     */
    append(events: readonly NewEvent[]): Promise<StoredEvent[]>;
    /** For streams with many writers (`project/…`): takes the next sequence itself. Not idempotent. */
    appendNext(event: Unsequenced<NewEvent>): Promise<StoredEvent>;
    /** `limit` is at most 1000, and 1000 when absent. */
    readStream(
      stream: string,
      options?: { afterSequence?: number; limit?: number },
    ): Promise<StoredEvent[]>;
    /** In the order of positions. `trackId`: only the track's own stream and those of its releases and withdrawals. */
    readAll(options: {
      projectId: string;
      afterPosition?: number;
      limit?: number;
      trackId?: string;
    }): Promise<StoredEvent[]>;
    /** The last position of all; 0 when there is no event. */
    head(): Promise<number>;
    /** Calls `listener` after each commit with the last position it wrote, and once after each lost and regained connection. A call is a hint: read from your cursor. */
    onAppended(listener: (position: number) => void): Promise<Unsubscribe>;
  };
  tracks: {
    find(projectId: string, trackId: string): Promise<TrackRecord | null>;
    /** Newest first. Throws InvalidCursorError for a cursor that no page gave. */
    list(projectId: string, query: TrackQuery): Promise<Page<TrackSummary>>;
    request(projectId: string, trackId: string): Promise<{ requestSha256: string } | null>;
    /** How often the track was held, was resumed, and has refused this actor, by command. Nothing for a track that has no event. */
    commandContext(projectId: string, trackId: string, actor: string): Promise<CommandContext>;
  };
  reviews: {
    find(projectId: string, reviewId: string): Promise<ReviewRecord | null>;
    /** The track's review that still takes decisions (state `open` or `grace`). */
    openFor(projectId: string, trackId: string): Promise<ReviewRecord | null>;
    /** Newest first; `open` lists those in state `open` or `grace`. */
    list(
      projectId: string,
      query: { state: 'open' | 'all'; cursor?: string | undefined; limit: number },
    ): Promise<Page<ReviewRecord>>;
  };
  recipes: {
    /** Answers the recipe's id; saving it again changes nothing. */
    save(projectId: string, recipe: Recipe): Promise<string>;
    find(projectId: string, recipeId: string): Promise<Recipe | null>;
  };
  assets: {
    /** Each track, version and cut that uses the bytes is linked to them with its own lineage; its first registration stays. Afterwards no eviction takes the bytes, but one before may have: look in the store. */
    register(
      projectId: string,
      asset: {
        ref: AssetRef;
        trackId: string;
        version: number;
        recipeId: string | null;
        parents: readonly string[];
        checks: Record<string, number | string | boolean>;
      },
    ): Promise<void>;
    forTrack(projectId: string, trackId: string): Promise<AssetRecord[]>;
    /** The asset with its first use; null when the project has no such bytes. */
    find(projectId: string, sha256: string): Promise<AssetRecord | null>;
  };
  materials: {
    /** Registers material whose bytes are stored. The first registration stays, and is answered; `event` is written with it, or neither of them. */
    add(
      projectId: string,
      material: NewMaterial,
      event?: Unsequenced<NewEvent>,
    ): Promise<{ added: boolean; material: MaterialView }>;
    find(projectId: string, sha256: string): Promise<MaterialView | null>;
  };
  previews: {
    /** One more line of a session, and the preview that was answered, which may be known or have expired meanwhile. The session keeps the newest `most` lines. `stored`: there is no preview in it, or its audio is in the store. */
    record(
      projectId: string,
      line: { sessionId: string; entry: PreviewEntry; preview?: PreviewRecord; most: number },
    ): Promise<{ stored: boolean }>;
    /** An answer has named it just now; what is not there stays away. */
    markAnswered(projectId: string, previewId: string): Promise<void>;
    find(projectId: string, previewId: string): Promise<PreviewRecord | null>;
    /** Of all projects, those whose audio is in the store, newest first. */
    newest(limit: number): Promise<(PreviewRecord & { projectId: string })[]>;
    /** Its audio is in the store. */
    markStored(projectId: string, previewId: string): Promise<void>;
    session(
      projectId: string,
      sessionId: string,
    ): Promise<Omit<PreviewSession, 'expiresAt' | 'most'> | null>;
    /** Runs `work` while neither `expire` nor `cache.evict` can take these bytes: what it puts into the store and registers in the catalogue is there together. */
    withAssetLock<T>(projectId: string, sha256: string, work: () => Promise<T>): Promise<T>;
    /**
     * Forgets sessions that were not used for so long, previews that no session names and whose last answer is `linkSeconds` old, and what a project has beyond its newest `keptPerProject`.
     * Each goes with its bytes where no other preview has them and the catalogue of assets does not know them: `fromStore` takes them out before the preview is forgotten. Where that fails the
     * preview stays for the next time, the others go, and the first error is thrown at the end. Answers how many previews went.
     */
    expire(
      limits: { unusedSeconds: number; linkSeconds: number; keptPerProject: number },
      fromStore: (bytes: { projectId: string; sha256: string }) => Promise<void>,
    ): Promise<number>;
    saveDefault(preview: { made: PreviewFacts }): Promise<void>;
    /** Those of the engine whose default previews came last; none before the first came. */
    defaults(): Promise<PreviewFacts[]>;
  };
  deliveries: {
    /** Who is to hear what the partner says about its reference. A later workflow (a withdrawal) may register the same reference: it is then the one found. Throws DeliveryConflictError where another project or release has the reference. */
    register(address: DeliveryAddress): Promise<void>;
    findByReference(partner: string, partnerReference: string): Promise<DeliveryAddress | null>;
    forTrack(projectId: string, trackId: string): Promise<DeliveryAddress[]>;
  };
  inbox: {
    /** `new` exactly once for each webhook id of a partner. */
    receive(webhook: {
      partner: string;
      webhookId: string;
      body: string;
      traceparent?: string | null;
    }): Promise<'new' | 'seen'>;
    /** What no workflow has got yet, oldest first. */
    pending(limit: number): Promise<InboxRow[]>;
    /** Of what is pending, what should be tried now: each partner's longest-waiting first, the partners in turn. */
    due(limit: number): Promise<InboxRow[]>;
    /** Milliseconds until something is due: 0 when something is, null when nothing is pending. */
    nextDueIn(): Promise<number | null>;
    /** One more attempt was in vain; the row is due again after this time. */
    postpone(id: number, milliseconds: number): Promise<void>;
    /** The first mark stays. `partnerReference`: what the message speaks of, null when nobody can tell. */
    markRelayed(
      id: number,
      to: { workflowId: string } | { undeliverable: string; partnerReference: string | null },
    ): Promise<void>;
    /** What came too late or for nobody, newest first; without what speaks of another project's release. Throws InvalidCursorError for a cursor that no page gave. */
    undeliverable(
      projectId: string,
      query: { cursor?: string | undefined; limit: number },
    ): Promise<Page<UndeliverableRow>>;
    onReceived(listener: () => void): Promise<Unsubscribe>;
  };
  tokens: {
    /** True for the first spender, and for that spender again; false for everybody else. */
    spend(projectId: string, tokenKey: string, usedBy: string): Promise<boolean>;
  };
  keys: {
    findByKey(key: string): Promise<Principal | null>;
    /** Only the key's sha256 is stored. Seeding again updates names and roles. */
    seed(projectId: string, keys: readonly KeySeed[]): Promise<void>;
  };
  actors: {
    /** Those that have a name; an erased or unknown actor is not in the map. */
    names(projectId: string, actorIds: readonly string[]): Promise<Map<string, string>>;
    erase(projectId: string, actorId: string): Promise<void>;
  };
  costs: {
    record(entry: CostEntry): Promise<void>;
    forTrack(projectId: string, trackId: string): Promise<TrackCosts>;
    /** Entries of the days `from` to `to` (YYYY-MM-DD, both included, UTC). Tracks: the dearest 1000; the rest is in the total. */
    report(
      projectId: string,
      query: { from: string; to: string; by: CostGroup },
    ): Promise<CostReport>;
  };
  /** Results of computing steps, by the sha256 of step, version and inputs. */
  steps: {
    /** Counts as a use of it. */
    find(projectId: string, key: string): Promise<StepResult | null>;
    /** True when it is the caller's (`maker`) to make for this many seconds; asked again by the same maker, the time begins anew. False while somebody else has it. */
    claim(projectId: string, key: string, maker: string, seconds: number): Promise<boolean>;
    release(projectId: string, key: string, maker: string): Promise<void>;
    /** The first result stays: whoever makes the same makes the same. */
    save(result: NewStepResult): Promise<void>;
    /** Where its bytes are gone. */
    forget(projectId: string, key: string): Promise<void>;
  };
  cache: {
    /** Projects that have cached results or could free bytes. */
    projects(): Promise<string[]>;
    figures(projectId: string, keepDays: number): Promise<CacheFigures>;
    /**
     * While the cache's own bytes are over the budget: first what no result and no track needs, then the results least recently used, with their bytes.
     * `remove` takes bytes out of the store; meanwhile nobody can register a use of them.
     */
    evict(
      projectId: string,
      limits: CacheLimits,
      remove: (sha256: string) => Promise<void>,
    ): Promise<Eviction>;
  };
  budgets: {
    /** The budget itself is set by events of the project. */
    state(projectId: string): Promise<BudgetState>;
  };
  audit: {
    /** Reads every chain (of one project, or of all) and the global positions. */
    verify(options?: { projectId?: string }): Promise<AuditReport>;
    /** Makes all projections again from the events, compares them with the present ones and puts them in their place. Appends wait meanwhile. */
    rebuild(): Promise<RebuildReport>;
  };
  /** For operations, over all projects. Reads indexes and running sums, never the ledger or a track. */
  figures(): Promise<Figures>;
  /** Throws when the database does not answer or its schema is not the one this code knows. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** An event whose sequence the store will choose. */
export type Unsequenced<T> = T extends unknown ? Omit<T, 'sequence'> : never;
