import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { FINAL_ERRORS } from '@fermata/contracts/values';
import { PROTOCOL, type StepName, type Steps } from './program/protocol.ts';

/** The engine cannot do what was asked; the same input would fail again. */
export class EngineError extends Error {
  override readonly name = FINAL_ERRORS.engine;
}

/** How a caller follows and stops a step. */
export interface CallOptions {
  /** Stops the work for real: its thread is ended. The call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, what: string) => void;
  /** What the work took of the processor, told once before it is answered, also when it was stopped (not when its thread was lost); work that is spread over threads is told in pieces. */
  readonly onCpuSeconds?: (seconds: number) => void;
  /** Told when a thread takes the step on. */
  readonly onStarted?: () => void;
  /** Whoever waits with a lower number goes first; those of one number in the order in which they came. Default 0. */
  readonly priority?: number;
  /** How long a running step may go on after its signal, in milliseconds: one that ends within it counts and its thread stays warm. Default 0: the thread is ended at once. */
  readonly graceMs?: number;
}

interface Task {
  readonly id: number;
  readonly step: StepName;
  readonly input: unknown;
  readonly options: CallOptions;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
  stopListening?: () => void;
  graceTimer?: NodeJS.Timeout;
  readonly pinnedTo?: Worker;
}

const Answer = z.discriminatedUnion('kind', [
  z.object({ id: z.number(), kind: z.literal('progress'), fraction: z.number(), what: z.string() }),
  z.object({ id: z.number(), kind: z.literal('done'), output: z.unknown() }),
  z.object({ id: z.number(), kind: z.literal('failed'), message: z.string() }),
]);

/** How long a thread that is to end is asked what it has used. */
const CPU_USAGE_TIMEOUT_MS = 250;

/** Threads that each run one engine build and do one job at a time. Threads start when there is work, and are kept warm. */
export class EnginePool {
  readonly #code: string;
  /** Threads are started before there is work, and a lost one is replaced at once. */
  #keepsThreadsStarted = false;
  readonly #threads: number;
  readonly #waiting: Task[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Task>();
  readonly #ending = new Set<Promise<unknown>>();
  /** CPU seconds that a thread had used when its last job ended. */
  readonly #cpuSecondsUsed = new WeakMap<Worker, number>();
  #nextId = 1;
  #closed = false;

  constructor(code: string, threads: number) {
    this.#code = code;
    this.#threads = threads;
  }

  run<Name extends StepName>(
    step: Name,
    input: Steps[Name]['input'],
    options: CallOptions,
  ): Promise<unknown> {
    return this.#queue(step, input, options);
  }

  /** Starts all threads, from now on also those that are lost, and has each of them do every job of `jobs`, behind all other work. */
  async warmUp(
    jobs: readonly { [Name in StepName]: { step: Name; input: Steps[Name]['input'] } }[StepName][],
    options: CallOptions,
  ): Promise<void> {
    this.#keepsThreadsStarted = true;
    this.#startAll();
    const threads = [...this.#idle, ...this.#busy.keys()];
    await Promise.all(
      threads.flatMap((only) =>
        jobs.map(({ step, input }) =>
          this.#queue(step, input, { priority: Infinity, ...options }, only),
        ),
      ),
    );
  }

  #queue(
    step: StepName,
    input: unknown,
    options: CallOptions,
    pinnedTo?: Worker,
  ): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error('the engine is closed'));
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const task: Task = {
        id: this.#nextId++,
        step,
        input,
        options,
        resolve,
        reject,
        ...(pinnedTo ? { pinnedTo } : {}),
      };
      if (signal) {
        const stop = (): void => this.#cancel(task, signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        task.stopListening = () => signal.removeEventListener('abort', stop);
      }
      this.#enqueue(task);
      this.#dispatch();
    });
  }

  /** Ends every thread, and waits until they are gone; what was running or waiting is rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    const reason = new Error('the engine was closed while it worked');
    for (const task of this.#waiting.splice(0)) this.#reject(task, reason);
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const task of this.#busy.values()) this.#reject(task, reason);
    this.#busy.clear();
    for (const worker of workers) this.#terminate(worker);
    await Promise.all(this.#ending);
  }

  #enqueue(task: Task): void {
    const { priority = 0 } = task.options;
    const behind = this.#waiting.findLastIndex(
      (other) => (other.options.priority ?? 0) <= priority,
    );
    this.#waiting.splice(behind + 1, 0, task);
  }

  #dispatch(): void {
    // In the order of the tasks; one that is for a busy thread alone lets the next one pass.
    for (let place = 0; place < this.#waiting.length;) {
      const task = this.#waiting[place];
      if (!task) return;
      const worker = this.#threadFor(task);
      if (!worker && !task.pinnedTo) return;
      if (!worker) {
        place++;
        continue;
      }
      this.#waiting.splice(place, 1);
      this.#busy.set(worker, task);
      worker.ref();
      task.options.onStarted?.();
      worker.postMessage({ protocol: PROTOCOL, id: task.id, step: task.step, input: task.input });
    }
  }

  #threadFor({ pinnedTo }: Task): Worker | undefined {
    if (!pinnedTo)
      return this.#idle.pop() ?? (this.#busy.size < this.#threads ? this.#start() : undefined);
    const place = this.#idle.indexOf(pinnedTo);
    return place < 0 ? undefined : this.#idle.splice(place, 1)[0];
  }

  #startAll(): void {
    while (this.#idle.length + this.#busy.size < this.#threads) {
      const worker = this.#start();
      worker.unref();
      this.#idle.push(worker);
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#code, {
      eval: true,
      name: 'fermata-engine',
      env: {},
      execArgv: [],
    });
    worker.on('message', (message: unknown) => this.#onMessage(worker, message));
    worker.on('error', (error) => this.#dropThread(worker, error));
    worker.on('exit', (code) =>
      this.#dropThread(
        worker,
        new Error(`the engine's thread ended with code ${code} in the middle of its work`),
      ),
    );
    return worker;
  }

  #onMessage(worker: Worker, message: unknown): void {
    const task = this.#busy.get(worker);
    const answer = Answer.safeParse(message);
    if (!answer.success)
      return this.#dropThread(
        worker,
        new Error('the engine answered what this host does not understand'),
      );
    if (!task || task.id !== answer.data.id) return;
    if (answer.data.kind === 'progress')
      return task.options.onProgress?.(answer.data.fraction, answer.data.what);
    void this.#finish(worker, task, answer.data);
  }

  async #finish(
    worker: Worker,
    task: Task,
    answer: { kind: 'done'; output: unknown } | { kind: 'failed'; message: string },
  ): Promise<void> {
    const total = await cpuSeconds(worker);
    // Cancelled meanwhile: the thread is gone and the task has its answer.
    if (this.#busy.get(worker) !== task) return;
    this.#reportCpuSeconds(worker, task, total);
    this.#busy.delete(worker);
    worker.unref();
    this.#idle.push(worker);
    this.#detach(task);
    if (answer.kind === 'done') task.resolve(answer.output);
    else task.reject(new EngineError(`the engine cannot ${task.step}: ${answer.message}`));
    this.#dispatch();
  }

  #cancel(task: Task, reason: unknown): void {
    const { graceMs = 0 } = task.options;
    const place = this.#waiting.indexOf(task);
    if (place >= 0) this.#waiting.splice(place, 1);
    else if (graceMs > 0 && !task.graceTimer) {
      task.graceTimer = setTimeout(() => this.#cancel(task, reason), graceMs);
      return;
    }
    const [worker] = [...this.#busy].find(([, running]) => running === task) ?? [];
    if (!worker) return this.#reject(task, reason);
    if (!task.options.onCpuSeconds) return this.#dropThread(worker, reason);
    this.#detach(task);
    void this.#stopThread(worker, task, reason);
  }

  /** What was used until now counts, too; whoever waits for it waits a moment longer. A thread that gives no answer is ended without. */
  async #stopThread(worker: Worker, task: Task, reason: unknown): Promise<void> {
    const total = await Promise.race([
      cpuSeconds(worker),
      pause(CPU_USAGE_TIMEOUT_MS, null, { ref: false }),
    ]);
    // It ended by itself meanwhile, or the engine was closed.
    if (this.#busy.get(worker) !== task) return;
    this.#reportCpuSeconds(worker, task, total);
    this.#dropThread(worker, reason);
  }

  #reportCpuSeconds(worker: Worker, task: Task, total: number | null): void {
    if (total === null) return;
    task.options.onCpuSeconds?.(total - (this.#cpuSecondsUsed.get(worker) ?? 0));
    this.#cpuSecondsUsed.set(worker, total);
  }

  /** A thread is gone, or must go: its task fails, the next one gets a fresh thread. */
  #dropThread(worker: Worker, reason: unknown): void {
    const task = this.#busy.get(worker);
    this.#busy.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#terminate(worker);
    if (task) this.#reject(task, reason);
    // What only this thread was to do cannot be done any more.
    for (const orphan of this.#waiting.filter(({ pinnedTo }) => pinnedTo === worker)) {
      this.#waiting.splice(this.#waiting.indexOf(orphan), 1);
      this.#reject(orphan, reason);
    }
    if (this.#closed) return;
    // One that never finished a job is not started again and again.
    if (this.#keepsThreadsStarted && this.#cpuSecondsUsed.has(worker)) this.#startAll();
    this.#dispatch();
  }

  #terminate(worker: Worker): void {
    const ended = worker.terminate().finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
  }

  #reject(task: Task, reason: unknown): void {
    this.#detach(task);
    task.reject(reason);
  }

  #detach(task: Task): void {
    task.stopListening?.();
    clearTimeout(task.graceTimer);
  }
}

/** CPU seconds of a thread since it was started; null where it answers no more. */
async function cpuSeconds(worker: Worker): Promise<number | null> {
  const usage = await worker.cpuUsage().catch(() => null);
  return usage && (usage.user + usage.system) / 1e6;
}
