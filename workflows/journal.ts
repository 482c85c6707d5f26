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

interface Batch {
  readonly events: readonly NewEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The limit of the event store per call; a longer batch is written in several calls. */
const MAX_EVENTS_PER_WRITE = 100;

/**
 * The only writer of a workflow's stream. Events are numbered when their batch is queued, and each
 * batch is written by itself, one after another. After a failed write the queued batches fail too,
 * and numbering continues from the last stored event, so that the failure can still be recorded.
 */
export class Journal {
  readonly #identity: JournalIdentity;
  readonly #write: (events: NewEvent[]) => Promise<void>;
  readonly #clock: () => Date;
  #queue: Batch[] = [];
  #writing: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  #lastStored: number;
  #sequence: number;

  /** `sequence`: that of the last stored event. */
  constructor(
    identity: JournalIdentity,
    write: (events: NewEvent[]) => Promise<void>,
    clock: () => Date,
    sequence = 0,
  ) {
    this.#identity = identity;
    this.#write = write;
    this.#clock = clock;
    this.#sequence = sequence;
    this.#lastStored = sequence;
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

  /** Resolves when the batch is stored. */
  append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    const occurredAt = this.#clock().toISOString();
    const events = entries.map((entry) => this.#toEvent(entry, occurredAt));
    const stored = new Promise<void>((resolve, reject) =>
      this.#queue.push({ events, resolve, reject }),
    );
    // `flushed` reports a failure for which no caller waits.
    stored.catch(() => undefined);
    this.#writing ??= this.#writeQueue();
    return stored;
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

  async #writeQueue(): Promise<void> {
    for (let batch = this.#queue.shift(); batch; batch = this.#queue.shift()) {
      try {
        for (let start = 0; start < batch.events.length; start += MAX_EVENTS_PER_WRITE) {
          const events = batch.events.slice(start, start + MAX_EVENTS_PER_WRITE);
          await this.#write(events);
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
}
