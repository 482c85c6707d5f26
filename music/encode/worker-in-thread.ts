import { z } from 'zod';

/** Put in by the engine build (`engine/build/encoder-workers.ts`). */
declare const FERMATA_ENCODERS: Readonly<Record<'flac' | 'mp3', string>>;

const Answer = z.discriminatedUnion('success', [
  z.object({ success: z.literal(true), data: z.unknown() }),
  z.object({ success: z.literal(false), error: z.unknown() }),
]);
const programs = new Map<string, ReturnType<FunctionConstructor>>();

function programOf(name: 'flac' | 'mp3'): ReturnType<FunctionConstructor> {
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
  #hear: ((message: unknown) => void) | undefined;
  #settle: { resolve: (data: unknown) => void; reject: (reason: unknown) => void } | undefined;

  constructor(name: 'flac' | 'mp3') {
    const parentPort = {
      on: (_event: string, listener: (message: unknown) => void) => (this.#hear = listener),
      postMessage: (message: unknown) => {
        const answer = Answer.parse(message);
        if (answer.success) this.#settle?.resolve(answer.data);
        else this.#settle?.reject(answer.error);
      },
    };
    Reflect.apply(programOf(name), undefined, [() => ({ parentPort }), undefined, () => undefined]);
  }

  /** One command at a time. */
  call(type: string, data?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#hear?.({ id: 0, command: { type, data } });
    });
  }
}
