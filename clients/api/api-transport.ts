import { readBounded } from '@fermata/contracts/io';
import { ApiError, apiErrorFrom } from './api-error.ts';
import { openConnection } from './open-connection.ts';

const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** One HTTP exchange with the API: its key, its time limit, its size limit. Throws only ApiError. */
export class ApiTransport {
  readonly url: string;
  readonly #key: string;
  readonly #signal: AbortSignal;

  constructor(url: string, key: string, signal: AbortSignal) {
    this.url = url.replace(/\/+$/, '');
    this.#key = key;
    this.#signal = signal;
  }

  send(
    path: string,
    init: RequestInit,
    seconds: number,
  ): Promise<{ response: Response; bytes: Buffer }> {
    const headers = { ...this.#headers(), ...Object.fromEntries(new Headers(init.headers)) };
    return this.#withErrors(AbortSignal.timeout(seconds * 1000), seconds, async (all) => {
      const response = await fetch(this.url + path, {
        ...init,
        headers,
        redirect: 'error',
        signal: all,
      });
      return { response, bytes: await this.#readBody(response) };
    });
  }

  /**
   * The body of a stream; it stays open until `signal` or the server ends it. `seconds`: until it begins, or until an
   * error's response is complete.
   */
  async openStream(
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal,
    seconds: number,
  ): Promise<ReadableStream<Uint8Array>> {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new DOMException('no response in time', 'TimeoutError')),
      seconds * 1000,
    );
    try {
      return await this.#withErrors(
        AbortSignal.any([signal, late.signal]),
        seconds,
        async (all) => {
          const response = await openConnection(
            this.url + path,
            { ...this.#headers(), ...headers },
            all,
          );
          if (response.ok && response.body !== null) return response.body;
          throw apiErrorFrom(response, (await this.#readBody(response)).toString('utf8'), path);
        },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  async #readBody(response: Response): Promise<Buffer> {
    const bytes = await readBounded(response.body ?? [], MAX_BODY_BYTES);
    if (bytes === null)
      throw new ApiError(
        'failed',
        `The response of the API at ${this.url} has more than ${MAX_BODY_BYTES / 1024 / 1024} MB.`,
      );
    return Buffer.from(bytes.buffer);
  }

  #headers(): Record<string, string> {
    return { accept: 'application/json', authorization: `Bearer ${this.#key}` };
  }

  async #withErrors<T>(
    signal: AbortSignal,
    seconds: number,
    request: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await request(AbortSignal.any([signal, this.#signal]));
    } catch (error) {
      if (error instanceof ApiError) throw error;
      // Some aborted calls throw a generic error: the signal has the reason.
      if (signal.reason instanceof Error && signal.reason.name === 'TimeoutError')
        throw new ApiError(
          'unavailable',
          `The API at ${this.url} did not answer within ${seconds} s.`,
          { transient: true },
        );
      throw new ApiError(
        'unavailable',
        `The API at ${this.url} is not reachable (${describeCause(error)}). ` +
          'Is it running? See: fermata status',
        { transient: true },
      );
    }
  }
}

/** fetch has the reason of a failed connection in `cause`. */
function describeCause(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
