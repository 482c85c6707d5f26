import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';

export interface JournalIdentity {
  readonly projectId: string;
  readonly stream: string;
  readonly workflowId: string;
  readonly runId: string;
  /** The actor of what the workflow does by itself. */
  readonly actor: string;
}

interface PendingEvent {
  readonly event: NewEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What the event store takes at once. */
const MAX_BATCH = 100;

/**
 * The only writer of a workflow's stream. Sequence numbers are given when something happens; writes go out one after another,
 * and what piles up meanwhile goes as one batch, so a stage costs one round trip and the order can never change.
 */
export class Journal {
  #sequence = 0;
  #pending: PendingEvent[] = [];
  #writing: Promise<void> | null = null;
  readonly #identity: JournalIdentity;
  readonly #append: (events: NewEvent[]) => Promise<void>;
  readonly #clock: () => Date;

  constructor(
    identity: JournalIdentity,
    append: (events: NewEvent[]) => Promise<void>,
    clock: () => Date,
  ) {
    this.#identity = identity;
    this.#append = append;
    this.#clock = clock;
  }

  /** Resolves when the event is stored. */
  record<T extends EventType>(
    type: T,
    data: EventData<T>,
    actor: string = this.#identity.actor,
  ): Promise<void> {
    const { projectId, stream, workflowId, runId } = this.#identity;
    // `type` and `data` belong together by the signature; TypeScript cannot see that for a union.
    const event = {
      projectId,
      stream,
      workflowId,
      runId,
      type,
      data,
      actor,
      sequence: ++this.#sequence,
      occurredAt: this.#clock().toISOString(),
    } as NewEvent;
    const stored = new Promise<void>((written, failed) =>
      this.#pending.push({ event, resolve: written, reject: failed }),
    );
    // A caller that does not wait learns of a failure from the next one that does.
    stored.catch(() => undefined);
    if (!this.#writing) {
      this.#writing = this.#write();
      this.#writing.catch(() => undefined);
    }
    return stored;
  }

  /** Resolves when everything recorded so far is stored. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #write(): Promise<void> {
    let batch: PendingEvent[] = [];
    try {
      // Let everything that happens in this moment join the batch.
      await Promise.resolve();
      while (this.#pending.length > 0) {
        batch = this.#pending.splice(0, MAX_BATCH);
        await this.#append(batch.map((waiting) => waiting.event));
        for (const waiting of batch) waiting.resolve();
      }
      this.#writing = null;
    } catch (error) {
      for (const waiting of [...batch, ...this.#pending.splice(0)]) waiting.reject(error);
      this.#writing = null;
      throw error;
    }
  }
}
