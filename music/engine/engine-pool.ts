import { z } from 'zod';
import { FINAL_ERRORS } from '@fermata/contracts/values';
import { EngineProcess } from './process/engine-process.ts';
import { PROTOCOL, type StepName, type Steps } from './program/protocol.ts';

/** The engine cannot do the requested step; the same input would fail again. */
export class EngineError extends Error {
  override readonly name = FINAL_ERRORS.engine;
}

/** How a caller follows and stops a step. */
export interface CallOptions {
  /** Ends the working process. The call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, what: string) => void;
  /**
   * Called with the CPU seconds of the work before the call settles. If it was stopped: as of its
   * last progress. Not called if its process was lost. Work in several processes is reported in
   * several calls.
   */
  readonly onCpuSeconds?: (seconds: number) => void;
  /** Called when a process starts the step. */
  readonly onStarted?: () => void;
  /** Lower numbers go first; equal numbers in order of arrival. Default 0. */
  readonly priority?: number;
  /**
   * How long a running step may continue after its signal, in milliseconds. A step that ends within
   * this time counts, and its process stays warm. Default 0: the process is ended at once.
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
  readonly pinnedTo?: EngineProcess;
}

const Answer = z.discriminatedUnion('kind', [
  z.object({ id: z.number(), kind: z.literal('progress'), fraction: z.number(), what: z.string() }),
  z.object({ id: z.number(), kind: z.literal('done'), output: z.unknown() }),
  z.object({ id: z.number(), kind: z.literal('failed'), message: z.string() }),
]);

/** Processes that run one engine build, one job at a time. They start on demand and stay warm. */
export class EnginePool {
  readonly #code: string;
  /** Start processes before there is work, and replace a lost one at once. */
  #keepsProcessesStarted = false;
  readonly #size: number;
  readonly #waiting: Task[] = [];
  readonly #idle: EngineProcess[] = [];
  readonly #busy = new Map<EngineProcess, Task>();
  readonly #ending = new Set<Promise<unknown>>();
  /** A process's CPU seconds at the end of its last job. */
  readonly #cpuSecondsUsed = new WeakMap<EngineProcess, number>();
  #nextId = 1;
  #closed = false;

  constructor(code: string, size: number) {
    this.#code = code;
    this.#size = size;
  }

  run<Name extends StepName>(
    step: Name,
    input: Steps[Name]['input'],
    options: CallOptions,
  ): Promise<unknown> {
    return this.#queue(step, input, options);
  }

  /**
   * Starts all processes, replaces lost ones from now on, and runs every job of `jobs` in each of
   * them, behind all other work.
   */
  async warmUp(
    jobs: readonly { [Name in StepName]: { step: Name; input: Steps[Name]['input'] } }[StepName][],
    options: CallOptions,
  ): Promise<void> {
    this.#keepsProcessesStarted = true;
    this.#startAll();
    const processes = [...this.#idle, ...this.#busy.keys()];
    await Promise.all(
      processes.flatMap((only) =>
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
    pinnedTo?: EngineProcess,
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

  /** Ends every process and waits until they are gone. Running and waiting jobs are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    const reason = new Error('the engine was closed while it worked');
    for (const task of this.#waiting.splice(0)) this.#reject(task, reason);
    const processes = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const task of this.#busy.values()) this.#reject(task, reason);
    this.#busy.clear();
    for (const process of processes) this.#kill(process);
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
    // In the tasks' order; a task pinned to a busy process is skipped.
    for (let place = 0; place < this.#waiting.length;) {
      const task = this.#waiting[place];
      if (!task) return;
      const child = this.#processFor(task);
      if (!child && !task.pinnedTo) return;
      if (!child) {
        place++;
        continue;
      }
      this.#waiting.splice(place, 1);
      this.#busy.set(child, task);
      child.ref();
      task.options.onStarted?.();
      child.send({ protocol: PROTOCOL, id: task.id, step: task.step, input: task.input });
    }
  }

  #processFor({ pinnedTo }: Task): EngineProcess | undefined {
    if (!pinnedTo)
      return this.#idle.pop() ?? (this.#busy.size < this.#size ? this.#start() : undefined);
    const place = this.#idle.indexOf(pinnedTo);
    return place < 0 ? undefined : this.#idle.splice(place, 1)[0];
  }

  #startAll(): void {
    while (this.#idle.length + this.#busy.size < this.#size) {
      const child = this.#start();
      child.unref();
      this.#idle.push(child);
    }
  }

  #start(): EngineProcess {
    const child: EngineProcess = new EngineProcess(this.#code, {
      onMessage: (message) => this.#onMessage(child, message),
      onEnd: (reason) => this.#drop(child, reason),
    });
    return child;
  }

  #onMessage(child: EngineProcess, message: unknown): void {
    const task = this.#busy.get(child);
    const answer = Answer.safeParse(message);
    if (!answer.success)
      return this.#drop(
        child,
        new Error('the engine sent a message that this host does not understand'),
      );
    if (!task || task.id !== answer.data.id) return;
    if (answer.data.kind === 'progress')
      return task.options.onProgress?.(answer.data.fraction, answer.data.what);
    this.#finish(child, task, answer.data);
  }

  #finish(
    child: EngineProcess,
    task: Task,
    answer: { kind: 'done'; output: unknown } | { kind: 'failed'; message: string },
  ): void {
    this.#reportCpuSeconds(child, task);
    this.#busy.delete(child);
    child.unref();
    this.#idle.push(child);
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
    const [child] = [...this.#busy].find(([, running]) => running === task) ?? [];
    if (!child) return this.#reject(task, reason);
    this.#reportCpuSeconds(child, task);
    this.#drop(child, reason);
  }

  #reportCpuSeconds(child: EngineProcess, task: Task): void {
    task.options.onCpuSeconds?.(child.cpuSeconds - (this.#cpuSecondsUsed.get(child) ?? 0));
    this.#cpuSecondsUsed.set(child, child.cpuSeconds);
  }

  /** Removes a lost or unwanted process: its task fails, and the next task gets a new one. */
  #drop(child: EngineProcess, reason: unknown): void {
    const task = this.#busy.get(child);
    this.#busy.delete(child);
    const place = this.#idle.indexOf(child);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#kill(child);
    if (task) this.#reject(task, reason);
    // Tasks pinned to this process cannot run any more.
    for (const orphan of this.#waiting.filter(({ pinnedTo }) => pinnedTo === child)) {
      this.#waiting.splice(this.#waiting.indexOf(orphan), 1);
      this.#reject(orphan, reason);
    }
    if (this.#closed) return;
    // A process that never finished a job is not replaced, so a broken build cannot loop.
    if (this.#keepsProcessesStarted && this.#cpuSecondsUsed.has(child)) this.#startAll();
    this.#dispatch();
  }

  #kill(child: EngineProcess): void {
    const ended = child.ended.finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
    child.kill();
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
