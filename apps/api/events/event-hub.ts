import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import type { Catalogue, Unsubscribe } from '@fermata/prisma';
import { CATALOGUE, LOG } from '../doors/tokens.ts';

/** Wakes the open streams when events were appended: one subscription for the whole process. */
@Injectable()
export class EventHub implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  readonly #catalogue: Catalogue;
  readonly #log: Logger;
  readonly #closing = new AbortController();
  #waiting = new Set<() => void>();
  #appends = 0;
  #unsubscribe: Unsubscribe | undefined;

  constructor(@Inject(CATALOGUE) catalogue: Catalogue, @Inject(LOG) log: Logger) {
    this.#catalogue = catalogue;
    this.#log = log;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#unsubscribe = await this.#catalogue.events.onAppended(() => {
      this.#appends++;
      this.#wake();
    });
  }

  // Lets every open stream end: the server waits for them before it stops.
  onModuleDestroy(): void {
    this.#closing.abort();
    this.#wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#unsubscribe?.().catch((error: unknown) =>
      this.#log.warn({ err: error }, 'the subscription to new events did not end cleanly'),
    );
  }

  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** A mark to take before reading: what is appended after it is not slept over. */
  get mark(): number {
    return this.#appends;
  }

  /** Resolves when something was appended after `mark`, when time is up, when the reader has left or when the process closes. */
  async appendedAfter(
    mark: number,
    milliseconds: number,
    left: AbortSignal,
  ): Promise<'appended' | 'time'> {
    if (this.#appends !== mark || this.#closing.signal.aborted || left.aborted) return 'appended';
    return new Promise((resolve) => {
      const end = (why: 'appended' | 'time'): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        left.removeEventListener('abort', wake);
        resolve(why);
      };
      const wake = (): void => end('appended');
      const timer = setTimeout(() => end('time'), milliseconds);
      left.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }
}
