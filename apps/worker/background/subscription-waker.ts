import { type Client, WorkflowIdConflictPolicy } from '@temporalio/client';
import type { Logger } from 'pino';
import { SIGNALS, TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import type { Catalogue, SubscriptionKey, Unsubscribe } from '@fermata/prisma';
import { startPriority } from '@fermata/temporal-config/priorities';

/** Events that are appended within this time wake a subscription once. */
const GATHER_MS = 250;
/** Restarts a workflow that a person terminated, and makes up for a lost notification. */
const CHECK_MS = 15_000;
const TRIM_MS = 3_600_000;
/** How long the log of attempts keeps one. */
const LOG_DAYS = 30;

interface WakerDependencies {
  readonly catalogue: {
    readonly events: Pick<Catalogue['events'], 'head' | 'onAppended'>;
    readonly outbox: Pick<Catalogue['outbox'], 'concerned' | 'active' | 'trimLog'>;
  };
  readonly client: { readonly workflow: Pick<Client['workflow'], 'start' | 'signalWithStart'> };
  readonly log: Logger;
}

/**
 * Wakes the workflows of the subscriptions that new events concern, and starts those that do not run.
 * Any number of processes may do so: a workflow that is woken in vain finds nothing to send.
 */
export class SubscriptionWaker {
  readonly #catalogue: WakerDependencies['catalogue'];
  readonly #client: WakerDependencies['client'];
  readonly #log: Logger;
  readonly #timers: NodeJS.Timeout[] = [];
  #unsubscribe: Unsubscribe | undefined;
  #seen = 0;
  #gathering: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #closed = false;

  constructor({ catalogue, client, log }: WakerDependencies) {
    this.#catalogue = catalogue;
    this.#client = client;
    this.#log = log;
  }

  async start(): Promise<void> {
    this.#seen = await this.#catalogue.events.head();
    this.#unsubscribe = await this.#catalogue.events.onAppended(() => this.#gather());
    this.#timers.push(
      setInterval(() => this.#enqueue(() => this.#check()), CHECK_MS),
      setInterval(() => this.#enqueue(() => this.#trim()), TRIM_MS),
    );
    this.#enqueue(() => this.#check());
    this.#enqueue(() => this.#trim());
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#gathering);
    await this.#unsubscribe?.();
    await this.#running;
  }

  #gather(): void {
    if (this.#closed) return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#enqueue(() => this.#wakeConcerned());
    }, GATHER_MS);
  }

  /** Runs jobs in sequence. The next check repeats a failed one. */
  #enqueue(work: () => Promise<void>): void {
    this.#running = this.#running.then(async () => {
      if (this.#closed) return;
      await work().catch((error: unknown) =>
        this.#log.warn({ err: error }, 'checking subscriptions failed; will retry'),
      );
    });
  }

  async #wakeConcerned(): Promise<void> {
    const head = await this.#catalogue.events.head();
    const concerned = await this.#catalogue.outbox.concerned(this.#seen);
    await this.#forEach(concerned, (subscription) => this.#wake(subscription));
    this.#seen = head;
  }

  async #check(): Promise<void> {
    const [concerned] = await Promise.allSettled([this.#wakeConcerned()]);
    await this.#forEach(await this.#catalogue.outbox.active(), async (subscription) => {
      await this.#client.workflow.start(WORKFLOWS.subscription, optionsFor(subscription));
    });
    if (concerned.status === 'rejected') throw concerned.reason;
  }

  /** One that cannot be woken does not block others. Then it throws at the end, so that it is woken again. */
  async #forEach(
    subscriptions: readonly SubscriptionKey[],
    work: (subscription: SubscriptionKey) => Promise<void>,
  ): Promise<void> {
    const failures: Error[] = [];
    for (const subscription of subscriptions) {
      if (this.#closed) return;
      await work(subscription).catch((cause: unknown) => {
        failures.push(new Error(`cannot wake ${subscription.subscriptionId}`, { cause }));
      });
    }
    const [failure] = failures;
    if (failure !== undefined) throw failure;
  }

  async #trim(): Promise<void> {
    await this.#catalogue.outbox.trimLog(LOG_DAYS);
  }

  async #wake(subscription: SubscriptionKey): Promise<void> {
    await this.#client.workflow.signalWithStart(WORKFLOWS.subscription, {
      ...optionsFor(subscription),
      signal: SIGNALS.wake,
      signalArgs: [],
    });
  }
}

const optionsFor = ({ subscriptionId, projectId }: SubscriptionKey) => ({
  workflowId: workflowIds.subscription(subscriptionId),
  taskQueue: TASK_QUEUES.control,
  args: [{ subscriptionId }] as [object],
  workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  priority: startPriority(projectId),
  staticSummary: 'Sends events to a subscriber',
});
