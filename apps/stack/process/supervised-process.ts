import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { growingPauseMs } from '@fermata/contracts/values';
import type { ServiceName } from '../service-name.ts';
import { closeLog, lastLines, openLog } from './log-file.ts';
import { waitUntil } from './wait-until.ts';

export interface Command {
  file: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
}

export interface ProcessPlan {
  name: ServiceName;
  logFile: string;
  /** Called before every start. */
  command: () => Command;
  /** One attempt: resolves when the service answers, rejects with the error. */
  check: () => Promise<void>;
  stopSignal: NodeJS.Signals;
  startSeconds: number;
  /** Number of start attempts when the process exits before it answers. Default 1. */
  startTries?: number;
  /** Seconds to stop before it is killed. */
  stopSeconds: number;
}

export type ServiceState = 'starting' | 'healthy' | 'restarting' | 'down' | 'stopped';

const MIN_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 10_000;
/** A process that ran this long is restarted without a long pause. */
const STABLE_AFTER_MS = 30_000;

/** The process exited before it answered. */
class EndedAtStartError extends Error {}

const liveChildren = new Set<ChildProcess>();
// If this process exits without stop(), its servers must not keep running. In an exit handler only
// a signal can be sent.
process.on('exit', () => {
  for (const child of liveChildren) child.kill('SIGTERM');
});

/**
 * One server process: started, health-checked, logged, restarted after a crash with growing pauses,
 * stopped.
 */
export class SupervisedProcess {
  readonly name: ServiceName;
  restarts = 0;
  state: ServiceState = 'stopped';
  readonly #plan: ProcessPlan;
  readonly #restart: boolean;
  readonly #changes = new EventEmitter();
  #child: ChildProcess | null = null;
  #env: Record<string, string>;
  #stopping = new AbortController();
  /** Restarts since the process last ran for `STABLE_AFTER_MS`. */
  #recentRestarts = 0;
  #lastError: unknown = null;

  constructor(
    plan: ProcessPlan,
    options: { restart: boolean; env?: Record<string, string>; onChange?: () => void },
  ) {
    this.name = plan.name;
    this.#plan = plan;
    this.#restart = options.restart;
    this.#env = options.env ?? {};
    this.#changes.setMaxListeners(100);
    if (options.onChange) this.#changes.on('change', options.onChange);
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /**
   * Resolves when the service answers; rejects with the reason and the end of its log. `env` is
   * added to its environment from now on, for restarts as well.
   */
  async start(env: Record<string, string> = {}): Promise<void> {
    if (this.#child) throw new Error(`${this.name} is already running`);
    this.#env = { ...this.#env, ...env };
    this.#stopping = new AbortController();
    this.#setState('starting');
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#startOnce();
      } catch (error) {
        if (
          error instanceof EndedAtStartError &&
          tries < (this.#plan.startTries ?? 1) &&
          !this.#stopping.signal.aborted
        )
          continue;
        this.#setState('down');
        throw error;
      }
    }
  }

  check(): Promise<void> {
    return this.#plan.check();
  }

  /**
   * Sends a signal. For a signal that ends the process, resolves when it has ended; supervision
   * then reacts as after a crash.
   */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child) throw new Error(`${this.name} is not running`);
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') {
      child.kill(signal);
      return;
    }
    this.#setState(this.#restart ? 'restarting' : 'down');
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Resolves when the service answers, after a restart as well. */
  async untilHealthy(seconds = 60): Promise<void> {
    await waitUntil(
      `a healthy ${this.name}`,
      async () => {
        if (this.state !== 'healthy')
          throw new Error(
            `it is ${this.state}${this.#lastError instanceof Error ? `: ${this.#lastError.message}` : ''}`,
          );
        await this.check();
      },
      { seconds },
    );
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    if (child) {
      const ended = once(child, 'exit');
      child.kill(this.#plan.stopSignal);
      // A paused process handles the signal only after it continues.
      child.kill('SIGCONT');
      const force = setTimeout(() => child.kill('SIGKILL'), this.#plan.stopSeconds * 1000);
      await ended;
      clearTimeout(force);
    }
    this.#setState('stopped');
  }

  #setState(state: ServiceState): void {
    if (this.state === state) return;
    this.state = state;
    this.#changes.emit('change');
  }

  async #startOnce(): Promise<void> {
    const { name, logFile, startSeconds } = this.#plan;
    const { file, args, env, cwd, uid, gid } = this.#plan.command();
    const log = openLog(logFile);
    // In a separate session: Ctrl-C in the terminal reaches only the supervisor, which stops the
    // services in order.
    const child = spawn(file, args, {
      env: { ...env, ...this.#env },
      detached: true,
      stdio: ['ignore', log, log],
      ...(cwd === undefined ? {} : { cwd }),
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    closeLog(log);
    const gaveUp = new AbortController();
    const spawned = new Promise<void>((resolve, reject) =>
      child
        .once('spawn', resolve)
        .once('error', (error) =>
          reject(new Error(`${name} cannot be started: ${error.message}`, { cause: error })),
        ),
    );
    await spawned;
    liveChildren.add(child);
    this.#child = child;
    this.#changes.emit('change');
    const startedAt = performance.now();
    child.once('exit', (code, signal) => {
      liveChildren.delete(child);
      this.#child = null;
      gaveUp.abort(
        new EndedAtStartError(
          `${name} ended with ${signal ?? `code ${code}`}. The end of ${logFile}:\n${lastLines(logFile)}`,
        ),
      );
      if (performance.now() - startedAt > STABLE_AFTER_MS) this.#recentRestarts = 0;
      const wasUp = this.state === 'healthy' || this.state === 'restarting';
      if (this.#stopping.signal.aborted || !wasUp) return;
      if (this.#restart) void this.#restartAfterExit();
      else this.#setState('down');
    });
    try {
      await waitUntil(`a healthy ${name}`, () => this.#plan.check(), {
        seconds: startSeconds,
        signal: gaveUp.signal,
      });
    } catch (error) {
      this.#lastError = error;
      if (this.#child === child) {
        const ended = once(child, 'exit');
        this.state = 'starting';
        child.kill('SIGKILL');
        await ended;
      }
      throw error;
    }
    this.#lastError = null;
    this.#setState('healthy');
  }

  async #restartAfterExit(): Promise<void> {
    const stopping = this.#stopping;
    while (!stopping.signal.aborted) {
      this.#setState('restarting');
      this.#recentRestarts += 1;
      const pauseMs = growingPauseMs(this.#recentRestarts, MIN_BACKOFF_MS, MAX_BACKOFF_MS);
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      this.restarts += 1;
      this.state = 'starting';
      try {
        return await this.#startOnce();
      } catch (error) {
        this.#lastError = error;
      }
    }
  }
}
