import { z } from 'zod';

/** Inserted by the engine build (`engine/build/encoder-workers.ts`). */
declare const FERMATA_ENCODERS: Readonly<Record<'flac' | 'mp3', string>>;

const Answer = z.discriminatedUnion('success', [
  z.object({ success: z.literal(true), data: z.unknown() }),
  z.object({ success: z.literal(false), error: z.unknown() }),
]);
const programs = new Map<string, ReturnType<FunctionConstructor>>();

function loadProgram(name: 'flac' | 'mp3'): ReturnType<FunctionConstructor> {
  // The package's own worker, unchanged: it gets its port from require(), and its timer would keep
  // the thread alive. Its source is a build-time constant with a pinned version.
  const program =
    programs.get(name) ??
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the source is ours to supply, never input
    new Function('require', 'self', 'setInterval', FERMATA_ENCODERS[name]);
  programs.set(name, program);
  return program;
}

/**
 * Runs one of mediabunny's encoder workers in this thread, one command at a time. Opened per file,
 * because libFLAC and LAME release their memory only with their wasm instance.
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

  /** Runs one command; do not overlap calls. */
  call(type: string, data?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#listener?.({ id: 0, command: { type, data } });
    });
  }
}
