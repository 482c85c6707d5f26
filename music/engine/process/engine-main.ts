import { createHash } from 'node:crypto';
import dgram from 'node:dgram';
import { readSync, writeSync } from 'node:fs';
import net from 'node:net';
import { compileFunction, runInNewContext } from 'node:vm';
import { ArrayFile, decodeMessage, encodeMessage } from './messages.ts';

// The process of one engine. Node's permission model refuses it files, child processes, threads and
// native code, and lets it read this file and messages.ts only. Node 24 has no permission for the
// network: the engine gets no module and no global that could open a socket.

/** Globals of Node that are only data and computation. */
const NODE_GLOBALS = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'Buffer',
  'DOMException',
  'Event',
  'EventTarget',
  'ReadableStream',
  'TextDecoder',
  'TextEncoder',
  'TransformStream',
  'URL',
  'WritableStream',
  'atob',
  'btoa',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'global',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
];

type Listener = (message: unknown) => void;
interface Port {
  on(event: string, listener: Listener): void;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
}
type Load = (name: string) => unknown;

// Kept here, because the engine gets neither.
const host = process;
const clock = performance;
const ignore = (): void => undefined;
const [STDIN, STDOUT] = [0, 1];
// As EngineProcess opens them.
const [fromHost, toHost] = [new ArrayFile(3), new ArrayFile(4)];

/** Takes everything from this process that an engine does not need. */
function restrictProcess(): void {
  const refuse = (): never => {
    throw new Error('the engine may not use the network');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.connect = refuse;
  dgram.Socket.prototype.send = refuse;
  // A signal to the host's process group does not end the work: the host does, or its end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) host.on(signal, ignore);
  const allowed = new Set<unknown>([
    ...NODE_GLOBALS,
    ...(runInNewContext('Reflect.ownKeys(globalThis)') as unknown[]),
  ]);
  for (const name of Reflect.ownKeys(globalThis))
    if (!allowed.has(name)) Reflect.deleteProperty(globalThis, name);
  const compile = (args: readonly string[]) =>
    compileFunction(args.at(-1) ?? '', args.slice(0, -1).map(String));
  const silent = Object.fromEntries(Object.keys(console).map((name) => [name, ignore]));
  Object.assign(globalThis, {
    console: silent,
    performance: { now: () => clock.now() },
    // `eval` and the real `Function` are switched off. Code compiled here cannot import.
    Function: new Proxy(Function, {
      apply: (_target, _this, args: string[]) => compile(args),
      construct: (_target, args: string[]) => compile(args),
    }),
  });
}

/** Runs a program that expects to be in a worker thread. */
function run(source: string, parentPort: Port): void {
  const module = { exports: {} };
  const load: Load = (name) => {
    if (/^(node:)?worker_threads$/u.test(name)) return { parentPort, Worker: ThreadlessWorker };
    if (/^(node:)?crypto$/u.test(name)) return { createHash: hashOf };
    throw new Error(`the engine may not use ${name}`);
  };
  Reflect.apply(compileFunction(source, ['require', 'module', 'exports']), undefined, [
    load,
    module,
    module.exports,
  ]);
}

/** For engines whose encoders expect a worker thread of their own: it runs in this one. */
class ThreadlessWorker {
  #toWorker: Listener = ignore;
  #toOwner: Listener = ignore;

  constructor(source: string) {
    run(source, {
      on: (_, listener) => (this.#toWorker = listener),
      postMessage: (message) => queueMicrotask(() => this.#toOwner(message)),
    });
  }
  on(event: string, listener: Listener): void {
    if (event === 'message') this.#toOwner = listener;
  }
  postMessage(message: unknown): void {
    queueMicrotask(() => this.#toWorker(message));
  }
  terminate(): void {
    this.#toWorker = ignore;
  }
}

function hashOf(algorithm: string) {
  const hash = createHash(algorithm);
  const builder = {
    update(data: string | Uint8Array) {
      hash.update(data);
      return builder;
    },
    digest: (encoding: 'hex') => hash.digest(encoding),
  };
  return builder;
}

function kindOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'kind' in message ? message.kind : null;
}

function cpuMicros(): number {
  const { user, system } = host.cpuUsage();
  return user + system;
}

/** Waits for the next message; undefined if the host is gone. */
function readMessage(): { value: unknown } | undefined {
  const message = decodeMessage(fromHost);
  for (;;) {
    const step = message.next();
    if (step.done === true) return { value: step.value };
    for (let at = 0; at < step.value.length;) {
      const count = readSync(STDIN, step.value, at, step.value.length - at, null);
      if (count === 0) return undefined;
      at += count;
    }
  }
}

function send(message: unknown): void {
  try {
    for (const part of encodeMessage(message, toHost))
      for (let at = 0; at < part.length;) at += writeSync(STDOUT, part, at);
  } catch (error) {
    // The host is gone.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') host.exit(0);
    throw error;
  }
}

async function main(): Promise<never> {
  restrictProcess();
  const program = readMessage()?.value;
  if (typeof program !== 'string') throw new TypeError('the first message is not a program');
  let runJob: Listener = ignore;
  let finishJob: () => void = ignore;
  run(program, {
    on: (_, listener) => (runJob = listener),
    postMessage(message, transfer = []) {
      send({ cpuMicros: cpuMicros(), message });
      // Freed at once: the collector would run for each few of these buffers.
      for (const buffer of transfer) buffer.transfer(0);
      if (kindOf(message) !== 'progress') finishJob();
    },
  });
  for (;;) {
    const job = readMessage();
    // The host is gone.
    if (!job) return host.exit(0);
    await new Promise<void>((resolve) => {
      finishJob = resolve;
      runJob(job.value);
    });
  }
}

await main();
