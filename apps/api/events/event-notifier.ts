import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Logger } from 'pino';
import type { Catalogue, Unsubscribe } from '@fermata/prisma';
import { CATALOGUE, LOG } from '../infrastructure/injection-tokens.ts';

/** Wakes the open streams when events were appended: one subscription for the whole process. */
@Injectable()
export class EventNotifier
  implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown
{
  readonly #closing = new AbortController();
  #waiters = new Set<() => void>();
  #appends = 0;
  #unsubscribe: Unsubscribe | undefined;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'events'>,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#unsubscribe = await this.catalogue.events.onAppended(() => {
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
      this.log.warn({ err: error }, 'the subscription to new events did not end cleanly'),
    );
  }

  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Take this count before reading: `waitForAppend` then returns at once for events appended since. */
  get appendCount(): number {
    return this.#appends;
  }

  /**
   * Resolves when an event was appended after `seenAppends`, when the time is up, when the client disconnects or when
   * the process closes.
   */
  async waitForAppend(
    seenAppends: number,
    milliseconds: number,
    clientGone: AbortSignal,
  ): Promise<'appended' | 'time'> {
    if (this.#appends !== seenAppends || this.#closing.signal.aborted || clientGone.aborted)
      return 'appended';
    return new Promise((resolve) => {
      const end = (outcome: 'appended' | 'time'): void => {
        clearTimeout(timer);
        this.#waiters.delete(wake);
        clientGone.removeEventListener('abort', wake);
        resolve(outcome);
      };
      const wake = (): void => end('appended');
      const timer = setTimeout(() => end('time'), milliseconds);
      clientGone.addEventListener('abort', wake);
      this.#waiters.add(wake);
    });
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = new Set();
    for (const wake of waiters) wake();
  }
}
