import { z } from 'zod';

/** Put in by the engine build (`engine/build/encoder-workers.ts`). */
declare const FERMATA_ENCODERS: Readonly<Record<'flac' | 'mp3', string>>;

const Answer = z.discriminatedUnion('success', [
  z.object({ success: z.literal(true), data: z.unknown() }),
  z.object({ success: z.literal(false), error: z.unknown() }),
]);
const programs = new Map<string, ReturnType<FunctionConstructor>>();

function loadProgram(name: 'flac' | 'mp3'): ReturnType<FunctionConstructor> {
  // The package's own worker, unchanged. It finds its port through require(), and would keep a thread alive by a timer.
  const program =
    programs.get(name) ?? new Function('require', 'self', 'setInterval', FERMATA_ENCODERS[name]);
  programs.set(name, program);
  return program;
}

/**
 * One of mediabunny's encoder workers, run in this thread: commands in, answers out, in turn. Opened for each file, as what libFLAC and LAME
 * take of memory goes only with their wasm instance.
 */
export class WorkerInThread {
  #listener: ((message: unknown) => void) | undefined;
  #pending: { resolve: (data: unknown) => void; reject: (reason: unknown) => void } | undefined;

  constructor(name: 'flac' | 'mp3') {
    const parentPort = {
      on: (_event: string, listener: (message: unknown) => void) => (this.#listener = listener),
      postMessage: (message: unknown) => {
        const answer = Answer.parse(message);
        if (answer.success) this.#pending?.resolve(answer.data);
        else this.#pending?.reject(answer.error);
      },
    };
    Reflect.apply(loadProgram(name), undefined, [
      () => ({ parentPort }),
      undefined,
      () => undefined,
    ]);
  }

  /** One command at a time. */
  call(type: string, data?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#listener?.({ id: 0, command: { type, data } });
    });
  }
}
