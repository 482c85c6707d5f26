import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import * as workerThreads from 'node:worker_threads';
import { PROTOCOL, type StepName, type Steps } from '../engine/program/protocol.ts';
import { timeWebAssembly } from './time-web-assembly.ts';

/**
 * One engine build run in the calling thread, without pool or messages: the baseline for measuring
 * the platform's overhead.
 */
export interface InThreadEngine {
  run<Name extends StepName>(step: Name, input: Steps[Name]['input']): Promise<unknown>;
  /**
   * Milliseconds spent in compiled libraries since the last call: Faust code, and the encoders and
   * decoders.
   */
  libraryMs(): { faust: number; codecs: number };
}

type WorkerMessage = {
  readonly id: number;
  readonly kind: string;
  readonly output?: unknown;
  readonly message?: string;
};

/**
 * Runs the exact bytes of the build, with its parent port replaced. From then on this process times
 * its calls into WebAssembly.
 */
export function openEngineInThread(bytes: Uint8Array): InThreadEngine {
  const require = createRequire(import.meta.url);
  const timer = timeWebAssembly();
  const waiting = new Map<
    number,
    { resolve: (output: unknown) => void; reject: (error: Error) => void }
  >();
  let work: (job: unknown) => void = () => undefined;
  const parentPort = {
    on: (_: string, listener: (job: unknown) => void) => void (work = listener),
    postMessage: ({ id, kind, output, message }: WorkerMessage) => {
      if (kind === 'done') waiting.get(id)?.resolve(output);
      else if (kind === 'failed') waiting.get(id)?.reject(new Error(message));
      else return;
      waiting.delete(id);
    },
  };
  const module = { exports: {} };
  const load = (name: string): unknown =>
    name.endsWith('worker_threads') ? { ...workerThreads, parentPort } : require(name);
  const program: unknown = compileFunction(new TextDecoder().decode(bytes), [
    'require',
    'module',
    'exports',
  ]);
  if (typeof program !== 'function') throw new TypeError('the bundle is not an engine program');
  Reflect.apply(program, undefined, [load, module, module.exports]);
  let last = 0;
  return {
    run: (step, input) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        work({ protocol: PROTOCOL, id, step, input });
      }),
    libraryMs: () => timer.take(),
  };
}
