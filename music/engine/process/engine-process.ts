import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { ArrayFile, encodeMessage } from './messages.ts';
import { readMessages } from './read-messages.ts';

const extension = existsSync(join(import.meta.dirname, 'engine-main.js')) ? 'js' : 'ts';
const fileOf = (name: string): string => join(import.meta.dirname, `${name}.${extension}`);

/**
 * The process may only read its own program file; files, child processes, threads, native code and
 * inspector are denied. `engine-main.ts` removes the rest. Garbage is collected in the only thread,
 * because the other cores run other engines. Code of a step that is not in use is kept: large arrays
 * make the collector run often, and it would have to be compiled again.
 */
export const ENGINE_PROCESS_ARGS = [
  '--permission',
  `--allow-fs-read=${fileOf('messages')}`,
  '--disallow-code-generation-from-strings',
  '--single-threaded-gc',
  '--no-flush-bytecode',
];

/** By default glibc keeps the freed buffers of each thread: about 50 MB more for each process. */
const MALLOC_SETTINGS = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' };

const Envelope = z.object({ cpuMicros: z.number(), message: z.unknown() });

export interface EngineProcessEvents {
  onMessage(message: unknown): void;
  /** Called once, however the process ends. */
  onEnd(reason: Error): void;
}

/** A file without a name: it is gone with its last descriptor. */
function openUnnamedFile(): number {
  const path = join(tmpdir(), `fermata-engine-${randomUUID()}`);
  const fd = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return fd;
}

/** A process that runs one engine build and can do nothing else. It ends with its host. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #stdin: Writable;
  readonly #stdout: Readable;
  readonly #toEngine: ArrayFile;
  readonly #end: (reason: Error) => void;
  /** Settles when the process is gone. */
  readonly ended: Promise<void>;
  /** CPU seconds since the start, as of the last message. */
  cpuSeconds = 0;

  constructor(program: string, events: EngineProcessEvents) {
    const descriptors = [openUnnamedFile(), openUnnamedFile()] as const;
    this.#toEngine = new ArrayFile(descriptors[0]);
    const fromEngine = new ArrayFile(descriptors[1]);
    this.#child = spawn(process.execPath, [...ENGINE_PROCESS_ARGS, fileOf('engine-main')], {
      env: MALLOC_SETTINGS,
      stdio: ['pipe', 'pipe', 'inherit', ...descriptors],
    });
    const { stdin, stdout } = this.#child;
    if (!stdin || !stdout) throw new Error('the process of the engine has no pipes');
    this.#stdin = stdin;
    this.#stdout = stdout;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    let hasEnded = false;
    this.#end = (reason) => {
      if (hasEnded) return;
      hasEnded = true;
      for (const file of [this.#toEngine, fromEngine]) file.close();
      resolve();
      events.onEnd(reason);
    };
    // A failed kill is an error too, and the end of the process may follow it.
    this.#child.on('error', this.#end);
    this.#child.once('exit', (code, signal) =>
      this.#end(
        new Error(
          `the engine's process ended with ${signal ?? `code ${code}`} in the middle of its work`,
        ),
      ),
    );
    // The end of the process reports it.
    stdin.on('error', () => undefined);
    readMessages(
      stdout,
      fromEngine,
      (value) => {
        const { cpuMicros, message } = Envelope.parse(value);
        this.cpuSeconds = cpuMicros / 1e6;
        // It has read its job.
        for (const file of [this.#toEngine, fromEngine]) file.release();
        events.onMessage(message);
      },
      () => this.kill(),
    );
    this.send(program);
  }

  send(message: unknown): void {
    try {
      const parts = encodeMessage(message, this.#toEngine);
      this.#stdin.cork();
      for (const part of parts) this.#stdin.write(part);
      this.#stdin.uncork();
    } catch (error) {
      // No space for the arrays.
      this.kill();
      this.#end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** The host stays alive until `ended`. */
  kill(): void {
    this.ref();
    this.#child.kill('SIGKILL');
  }

  /** The host stays alive while this process works. */
  ref(): void {
    this.#child.ref();
    for (const pipe of this.#pipes()) pipe.ref();
  }

  unref(): void {
    this.#child.unref();
    for (const pipe of this.#pipes()) pipe.unref();
  }

  #pipes(): Socket[] {
    return [this.#stdin, this.#stdout].filter((pipe) => pipe instanceof Socket);
  }
}
