import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { FINAL_ERRORS } from '@fermata/contracts/values';
import { PROTOCOL, type StepName, type Steps } from './program/protocol.ts';

/** The engine cannot do the requested step; the same input would fail again. */
export class EngineError extends Error {
  override readonly name = FINAL_ERRORS.engine;
}

/** How a caller follows and stops a step. */
export interface CallOptions {
  /** Ends the working thread. The call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, what: string) => void;
  /**
   * Called with the CPU seconds of the work before the call settles, also if it was stopped, but not
   * if its thread was lost. Work on several threads is reported in several calls.
   */
  readonly onCpuSeconds?: (seconds: number) => void;
  /** Called when a thread starts the step. */
  readonly onStarted?: () => void;
  /** Lower numbers go first; equal numbers in order of arrival. Default 0. */
  readonly priority?: number;
  /**
   * How long a running step may continue after its signal, in milliseconds. A step that ends within
   * this time counts, and its thread stays warm. Default 0: the thread is ended at once.
   */
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

/** How long to wait for the CPU usage of a thread that is about to be ended. */
const CPU_USAGE_TIMEOUT_MS = 250;

/** Threads that run one engine build, one job at a time. They start on demand and stay warm. */
export class EnginePool {
  readonly #code: string;
  /** Start threads before there is work, and replace a lost one at once. */
  #keepsThreadsStarted = false;
  readonly #threads: number;
  readonly #waiting: Task[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Task>();
  readonly #ending = new Set<Promise<unknown>>();
  /** A thread's CPU seconds at the end of its last job. */
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

  /**
   * Starts all threads, replaces lost ones from now on, and runs every job of `jobs` in each thread,
   * behind all other work.
   */
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
    // An aborted signal rejects with its own reason, whatever that is.
    if (signal?.aborted) return Promise.resolve().then(() => signal.throwIfAborted());
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

  /** Ends every thread and waits until they are gone. Running and waiting jobs are rejected. */
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
    // In the tasks' order; a task pinned to a busy thread is skipped.
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
        new Error('the engine sent a message that this host does not understand'),
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
    // If the task was cancelled while waiting, the thread is gone and the task settled.
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

  /** Ends a thread after asking for its CPU usage, which takes a moment; it may give no answer. */
  async #stopThread(worker: Worker, task: Task, reason: unknown): Promise<void> {
    const total = await Promise.race([
      cpuSeconds(worker),
      pause(CPU_USAGE_TIMEOUT_MS, null, { ref: false }),
    ]);
    // The thread may have ended by itself, or the engine may have been closed.
    if (this.#busy.get(worker) !== task) return;
    this.#reportCpuSeconds(worker, task, total);
    this.#dropThread(worker, reason);
  }

  #reportCpuSeconds(worker: Worker, task: Task, total: number | null): void {
    if (total === null) return;
    task.options.onCpuSeconds?.(total - (this.#cpuSecondsUsed.get(worker) ?? 0));
    this.#cpuSecondsUsed.set(worker, total);
  }

  /** Removes a lost or unwanted thread: its task fails, and the next task gets a new thread. */
  #dropThread(worker: Worker, reason: unknown): void {
    const task = this.#busy.get(worker);
    this.#busy.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#terminate(worker);
    if (task) this.#reject(task, reason);
    // Tasks pinned to this thread cannot run any more.
    for (const orphan of this.#waiting.filter(({ pinnedTo }) => pinnedTo === worker)) {
      this.#waiting.splice(this.#waiting.indexOf(orphan), 1);
      this.#reject(orphan, reason);
    }
    if (this.#closed) return;
    // A thread that never finished a job is not replaced, so a broken build cannot loop.
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

/** A thread's CPU seconds since its start; null if it does not answer. */
async function cpuSeconds(worker: Worker): Promise<number | null> {
  const usage = await worker.cpuUsage().catch(() => null);
  return usage && (usage.user + usage.system) / 1e6;
}
