import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';

export interface JournalIdentity {
  readonly projectId: string;
  readonly stream: string;
  readonly workflowId: string;
  readonly runId: string;
  /** The actor of events that name none. */
  readonly actor: string;
}

/** An event without its envelope. `actor`: the person who caused it; the workflow itself when absent. */
export type JournalEntry = {
  [T in EventType]: {
    readonly type: T;
    readonly data: EventData<T>;
    readonly actor?: string | undefined;
  };
}[EventType];

/** The event store, as a journal needs it. */
interface JournalStore {
  /** `again`: the events were written before. Storing an event twice has no effect. */
  write(events: readonly NewEvent[], again: boolean): Promise<void>;
  /** The first event that the stream lacks, if a write failed because of it. */
  missingIn(error: unknown): number | null;
}

export interface JournalStart {
  readonly sequence?: number;
  readonly unconfirmed?: readonly NewEvent[];
}

interface Batch {
  /** Empty: the last written event is confirmed. */
  readonly events: readonly NewEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The limit of the event store per call; a longer batch is written in several calls. */
const MAX_EVENTS_PER_WRITE = 100;
/** Attempts of one write. Any client with access to Temporal can forge its answer. */
const MAX_ATTEMPTS = 3;

/**
 * The only writer of a workflow's stream. Events are numbered when their batch is queued, and each
 * batch is written by itself, one after another. The run keeps its events: an answer may be forged, and
 * events that the store turns out to lack are written again. After a failed write the
 * queued batches fail too, and numbering continues from the last stored event, so that the failure can
 * still be recorded.
 */
export class Journal {
  readonly #identity: JournalIdentity;
  readonly #store: JournalStore;
  readonly #clock: () => Date;
  readonly #written: NewEvent[];
  #queue: Batch[] = [];
  #writing: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  #lastStored: number;
  #lastConfirmed: number;
  #sequence: number;

  /** `sequence`: that of the last stored event. `unconfirmed`: the events that an earlier run has left. */
  constructor(
    identity: JournalIdentity,
    store: JournalStore,
    clock: () => Date,
    { sequence = 0, unconfirmed = [] }: JournalStart = {},
  ) {
    this.#identity = identity;
    this.#store = store;
    this.#clock = clock;
    this.#sequence = sequence;
    this.#lastStored = sequence;
    this.#lastConfirmed = sequence - unconfirmed.length;
    this.#written = [...unconfirmed];
  }

  /** The sequence of the last event. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Whether everything appended so far is stored. */
  get idle(): boolean {
    return this.#writing === null;
  }

  /** Whether a write has failed since `flushed` last reported it. */
  get failed(): boolean {
    return this.#failure !== null;
  }

  /** The last events that no second answer has confirmed as stored. */
  get unconfirmed(): NewEvent[] {
    return this.#written.filter(({ sequence }) => sequence > this.#lastConfirmed);
  }

  /** Resolves when the batch is stored. */
  append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    const occurredAt = this.#clock().toISOString();
    return this.#enqueue(entries.map((entry) => this.#toEvent(entry, occurredAt)));
  }

  /**
   * Writes the last event again. If the answer to an earlier write was forged, the store
   * names the missing events, which are written too. Throws as `flushed` does.
   */
  async confirm(): Promise<void> {
    await this.flushed();
    if (this.#lastConfirmed === this.#lastStored) return;
    void this.#enqueue([]);
    await this.flushed();
  }

  /** Resolves when everything appended so far is stored; throws, once, when a write has failed. */
  async flushed(): Promise<void> {
    while (this.#writing) await this.#writing;
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure.error;
  }

  #toEvent({ type, data, actor }: JournalEntry, occurredAt: string): NewEvent {
    const { projectId, stream, workflowId, runId, actor: owner } = this.#identity;
    // `type` and `data` belong together by JournalEntry; TypeScript loses that for a union.
    return {
      projectId,
      stream,
      workflowId,
      runId,
      type,
      data,
      actor: actor ?? owner,
      sequence: ++this.#sequence,
      occurredAt,
    } as NewEvent;
  }

  #enqueue(events: readonly NewEvent[]): Promise<void> {
    const stored = new Promise<void>((resolve, reject) =>
      this.#queue.push({ events, resolve, reject }),
    );
    // `flushed` reports a failure for which no caller waits.
    stored.catch(() => undefined);
    this.#writing ??= this.#writeQueue();
    return stored;
  }

  async #writeQueue(): Promise<void> {
    for (let batch = this.#queue.shift(); batch; batch = this.#queue.shift()) {
      try {
        if (batch.events.length === 0) {
          await this.#write(this.#written.slice(-1), true);
          this.#lastConfirmed = this.#lastStored;
        }
        for (const events of chunksOf(batch.events)) {
          await this.#write(events, false);
          this.#written.push(...events);
          this.#lastStored += events.length;
        }
        batch.resolve();
      } catch (error) {
        for (const failed of [batch, ...this.#queue.splice(0)]) failed.reject(error);
        this.#sequence = this.#lastStored;
        this.#failure = { error };
      }
    }
    this.#writing = null;
  }

  /** Fills gaps and repeats failed writes: a failure may be forged, too. */
  async #write(events: readonly NewEvent[], again: boolean): Promise<void> {
    let missing: readonly NewEvent[] = [];
    for (let attempt = 1; ; attempt++) {
      try {
        for (const chunk of chunksOf(missing)) await this.#store.write(chunk, true);
        return await this.#store.write(events, again);
      } catch (error) {
        const gapAt = this.#store.missingIn(error);
        if (gapAt !== null) missing = this.#writtenFrom(gapAt);
        const cannotFill = gapAt !== null && missing.length === 0;
        if (cannotFill || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** Empty if an earlier run wrote the event. */
  #writtenFrom(sequence: number): readonly NewEvent[] {
    const index = this.#written.findIndex((event) => event.sequence === sequence);
    return index === -1 ? [] : this.#written.slice(index);
  }
}

function* chunksOf(events: readonly NewEvent[]): Generator<readonly NewEvent[]> {
  for (let start = 0; start < events.length; start += MAX_EVENTS_PER_WRITE)
    yield events.slice(start, start + MAX_EVENTS_PER_WRITE);
}
