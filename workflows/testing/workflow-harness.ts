import { Context } from '@temporalio/activity';
import { Client, Connection, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { ApplicationFailure, type SearchAttributePair } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { type EventType, type NewEvent, parseNewEvent } from '@fermata/contracts/events';
import { STREAM_GAP, TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { offerSoFar } from '@fermata/domain/offer';
import { releaseSoFar } from '@fermata/domain/release';
import { dataConverter } from '@fermata/temporal-config/data-converter';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { PROJECT_ID } from './project-id.ts';
import { isMessageRecorded, releaseState, saleState, withdrawalState } from './release-state.ts';
import { type AllActivities, scriptedActivities } from './scripted-activities.ts';
import { temporalAddress } from './temporal-address.ts';

/** Only ends a test that would otherwise hang: a busy machine is slow. */
const LIMIT_MS = 60_000;

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** One activity call, as scheduled by the server. */
export interface Call {
  readonly activity: string;
  readonly workflowId: string;
  readonly input: unknown;
  readonly priorityKey: number | undefined;
  readonly fairnessKey: string | undefined;
}

/** A Temporal server, and the bundle of the workflows that it runs. */
interface WorkflowServer {
  readonly address: string;
  readonly bundleFile: string;
}

const serverOfFile = (): WorkflowServer => ({
  address: temporalAddress(),
  bundleFile: inject('temporal').bundleFile,
});

/**
 * Real workflows on a real server, with scripted activities. Its workers serve the task queues of
 * the whole server, so only one may be open at a time on each.
 */
export class WorkflowHarness {
  readonly client: Client;
  readonly calls: Call[] = [];
  /** Each write of the journals, in order. */
  readonly batches: NewEvent[][] = [];
  #scripts = new Map<string, Partial<AllActivities>>();
  readonly #onEvents = new Map<string, { type: EventType; act: () => Promise<void> }>();
  readonly #stops: (() => Promise<unknown>)[] = [];
  /** As the API does: with a title in the list of workflows unless payloads are encrypted. */
  readonly #startAttributes: SearchAttributePair[];

  private constructor(client: Client, isEncrypted: boolean) {
    this.client = client;
    this.#startAttributes = isEncrypted
      ? []
      : [{ key: searchAttributes.trackTitle, value: 'Not made yet' }];
  }

  /**
   * `env`: of the workers and the client, for FERMATA_PAYLOAD_KEY. `server`: one that no other harness uses; default:
   * that of the test file.
   */
  static async open(
    env: NodeJS.ProcessEnv = {},
    { address, bundleFile }: WorkflowServer = serverOfFile(),
  ): Promise<WorkflowHarness> {
    const connection = await Connection.connect({ address });
    const converter = dataConverter(env);
    const codec = converter ? { dataConverter: converter } : {};
    const harness = new WorkflowHarness(
      new Client({ connection, ...codec }),
      converter !== undefined,
    );
    const native = await NativeConnection.connect({ address });
    const workers = await Promise.all(
      Object.values(TASK_QUEUES).map((taskQueue) =>
        Worker.create({
          connection: native,
          ...codec,
          taskQueue,
          activities: harness.#activities(),
          ...(taskQueue === TASK_QUEUES.control
            ? { workflowBundle: { codePath: bundleFile } }
            : {}),
        }),
      ),
    );
    for (const worker of workers) {
      const running = worker.run();
      harness.#stops.push(async () => {
        worker.shutdown();
        await running;
      });
    }
    await harness.client.workflow.start(WORKFLOWS.admission, {
      workflowId: workflowIds.admission,
      taskQueue: TASK_QUEUES.control,
      args: [{ limit: 100 }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return harness;
  }

  async close(): Promise<void> {
    // The next harness may have another key, with which this workflow's input cannot be read.
    await this.client.workflow
      .getHandle(workflowIds.admission)
      .terminate('the tests have ended')
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    await Promise.all(this.#stops.map((stop) => stop()));
  }

  /** Replaces activities for the workflows with this id. */
  script(workflowId: string, activities: Partial<AllActivities>): void {
    this.#scripts.set(workflowId, { ...this.#scripts.get(workflowId), ...activities });
  }

  /** Calls `act` before the catalogue stores an event of this type in the stream. */
  onEvents(stream: string, type: EventType, act: () => Promise<void>): void {
    this.#onEvents.set(stream, { type, act });
  }

  /** The catalogue refuses each event of this type in the stream for good. */
  refuseEvents(stream: string, type: EventType): void {
    this.onEvents(stream, type, () =>
      Promise.reject(ApplicationFailure.nonRetryable('a forbidden character', 'InvalidEventError')),
    );
  }

  start(type: string, workflowId: string, input: object): Promise<WorkflowHandle> {
    return this.client.workflow.start(type, {
      taskQueue: TASK_QUEUES.control,
      workflowId,
      args: [input],
      priority: startPriority(PROJECT_ID),
      typedSearchAttributes: this.#startAttributes,
    });
  }

  /** Stores events as the event store does. */
  store(events: readonly NewEvent[]): void {
    const parsed = parse(events);
    const stored = this.events(parsed[0]?.stream ?? '');
    const added = parsed.filter(({ sequence }) => sequence > stored.length);
    for (const event of parsed) assertSame(event, stored[event.sequence - 1]);
    assertNoGap(added[0], stored.length + 1);
    if (added.length > 0) this.batches.push(added);
  }

  events(stream: string): NewEvent[] {
    return this.batches.flat().filter((event) => event.stream === stream);
  }

  types(stream: string): EventType[] {
    return this.events(stream).map(({ type }) => type);
  }

  /** Waits until the stream has an event of the type, and returns the last one. */
  async event<T extends EventType>(
    stream: string,
    type: T,
    matches: (event: NewEvent & { type: T }) => boolean = () => true,
  ): Promise<NewEvent & { type: T }> {
    const isWanted = (event: NewEvent): event is NewEvent & { type: T } => event.type === type;
    return this.until(`${type} in ${stream}`, () =>
      this.events(stream).filter(isWanted).findLast(matches),
    );
  }

  /** Polls until `ask` returns a value. */
  async until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + LIMIT_MS;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (Date.now() > deadline) throw new Error(`no ${what} within ${LIMIT_MS / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The run ids of a workflow, newest first. */
  async runs(workflowId: string): Promise<string[]> {
    const runIds: string[] = [];
    const latest = await this.client.workflow.getHandle(workflowId).describe();
    for (let runId: string | null | undefined = latest.runId; runId;) {
      runIds.push(runId);
      const { events } = await this.client.workflow.getHandle(workflowId, runId).fetchHistory();
      runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    }
    return runIds;
  }

  #activities(): AllActivities {
    const { calls } = this;
    const defaults: AllActivities = {
      ...scriptedActivities(),
      appendEvents: async ({ events }) => {
        const { type, act } = this.#onEvents.get(events[0]?.stream ?? '') ?? {};
        if (events.some((event) => event.type === type)) await act?.();
        this.store(events);
      },
      readRelease: ({ releaseId }) => Promise.resolve(releaseState(this, releaseId)),
      authoriseWithdrawal: async ({ withdrawalId }) => withdrawalState(this, withdrawalId),
      openSale: async ({ releaseId }) => saleState(this, releaseId),
      releaseProgress: async ({ releaseId }) =>
        releaseSoFar(this.events(workflowIds.release(releaseId))),
      offerProgress: async ({ releaseId, partner }) =>
        offerSoFar(this.events(workflowIds.offer(releaseId, partner))),
      isMessageRecorded: async (message) => isMessageRecorded(this, message),
    };
    return new Proxy(defaults, {
      get: (target, name: keyof AllActivities) => {
        const scripted = (input: never): Promise<unknown> => {
          const { workflowExecution, priority } = Context.current().info;
          const workflowId = workflowExecution?.workflowId ?? '';
          calls.push({
            activity: name,
            workflowId,
            input,
            priorityKey: priority?.priorityKey,
            fairnessKey: priority?.fairnessKey,
          });
          const scripts = { ...target, ...this.#scripts.get(workflowId) };
          return scripts[name](input);
        };
        return scripted;
      },
    });
  }
}

/** An event that is stored already is not stored again. */
function assertSame({ stream, sequence, type }: NewEvent, stored: NewEvent | undefined): void {
  if (stored && stored.type !== type)
    throw ApplicationFailure.nonRetryable(
      `event ${sequence} of ${stream} is ${stored.type}, not ${type}`,
      'SequenceConflictError',
    );
}

function assertNoGap(event: NewEvent | undefined, expected: number): void {
  if (event && event.sequence !== expected)
    throw ApplicationFailure.create({
      message: `event ${expected} of ${event.stream} is missing`,
      type: STREAM_GAP,
      nonRetryable: true,
      details: [expected],
    });
}

/** An invalid event fails for good. */
function parse(events: readonly NewEvent[]): NewEvent[] {
  try {
    return events.map(parseNewEvent);
  } catch (error) {
    throw ApplicationFailure.nonRetryable(String(error), 'ZodError');
  }
}
