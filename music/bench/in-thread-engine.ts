import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import * as workerThreads from 'node:worker_threads';
import { PROTOCOL, type StepName, type Steps } from '../engine/program/protocol.ts';

/** One engine build in the thread that asks: no pool, no messages. What the platform adds is measured against this. */
export interface InThreadEngine {
  run<Name extends StepName>(step: Name, input: Steps[Name]['input']): Promise<unknown>;
  /** Milliseconds spent inside the compiled Faust code since the last call. */
  faustMs(): number;
}

type Answered = { readonly id: number; readonly kind: string; readonly output?: unknown; readonly message?: string };

/** Runs the very bytes of the build. Its way to a parent thread and to `WebAssembly` is ours, so that the calls into Faust can be timed. */
export function openInThread(bytes: Uint8Array): InThreadEngine {
  const require = createRequire(import.meta.url);
  const timer = new FaustTimer();
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  let work: (job: unknown) => void = () => undefined;
  const parentPort = {
    on: (_: string, listener: (job: unknown) => void) => void (work = listener),
    postMessage: ({ id, kind, output, message }: Answered) => {
      if (kind === 'done') waiting.get(id)?.resolve(output);
      else if (kind === 'failed') waiting.get(id)?.reject(new Error(message));
      else return;
      waiting.delete(id);
    },
  };
  const module = { exports: {} };
  const load = (name: string): unknown => (name.endsWith('worker_threads') ? { ...workerThreads, parentPort } : require(name));
  const program: unknown = compileFunction(new TextDecoder().decode(bytes), ['require', 'module', 'exports', 'WebAssembly']);
  if (typeof program !== 'function') throw new TypeError('the engine is no program');
  Reflect.apply(program, undefined, [load, module, module.exports, timer.webAssembly]);
  let last = 0;
  return {
    run: (step, input) => new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      work({ protocol: PROTOCOL, id, step, input });
    }),
    faustMs: () => timer.take(),
  };
}

/** `WebAssembly`, whose instances tell how long their `compute` took. */
class FaustTimer {
  #ms = 0;
  readonly webAssembly: object;

  constructor() {
    const timed = (instance: WebAssembly.Instance): WebAssembly.Instance => {
      const { compute } = instance.exports;
      if (typeof compute !== 'function') return instance;
      const call = (...args: unknown[]): unknown => {
        const start = performance.now();
        const result: unknown = Reflect.apply(compute, undefined, args);
        this.#ms += performance.now() - start;
        return result;
      };
      return { exports: { ...instance.exports, compute: call } };
    };
    class Instance {
      constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
        return timed(new WebAssembly.Instance(module, imports));
      }
    }
    const { Module, Memory, Table, Global, validate, compile, instantiate, CompileError, LinkError, RuntimeError } = WebAssembly;
    this.webAssembly = { Module, Memory, Table, Global, validate, compile, instantiate, CompileError, LinkError, RuntimeError, Instance };
  }

  take(): number {
    const ms = this.#ms;
    this.#ms = 0;
    return ms;
  }
}
