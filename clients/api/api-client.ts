import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { readBounded, retry } from '@fermata/contracts/io';
import { CommandAnswer, growingPauseMs, parseJson } from '@fermata/contracts/values';
import { ApiError, apiErrorFrom } from './api-error.ts';
import { openConnection } from './open-connection.ts';
import { transferTimeoutSeconds } from './transfer-timeout.ts';

export type ApiClientOptions = {
  url: string;
  key: string;
  signal: AbortSignal;
  /** Repeat a transient failure for at least this long; default: four attempts within about 3 s. */
  retrySeconds?: number;
  /**
   * The limit for a request with its whole answer, and for the start of a live stream, which may
   * then stay open. Default: 20 s; an upload has more, by its size.
   */
  timeoutSeconds?: number;
  /** Called before a request is repeated. */
  onRetry?: (why: string) => void;
};

/** Undefined parameters are left out. */
type Query = Readonly<Record<string, string | number | undefined>>;

const TIMEOUT_SECONDS = transferTimeoutSeconds(0);
const MAX_ATTEMPTS = 4;
const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10_000;
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The HTTP client of the API: parses answers by the schemas of `contracts`; throws only ApiError. */
export class ApiClient {
  readonly url: string;
  readonly #key: string;
  readonly #signal: AbortSignal;
  readonly #retrySeconds: number;
  readonly #timeoutSeconds: number;
  readonly #onRetry: (why: string) => void;

  constructor({
    url,
    key,
    signal,
    retrySeconds = 0,
    timeoutSeconds = TIMEOUT_SECONDS,
    onRetry = () => undefined,
  }: ApiClientOptions) {
    this.url = url.replace(/\/+$/, '');
    this.#key = key;
    this.#signal = signal;
    this.#retrySeconds = retrySeconds;
    this.#timeoutSeconds = timeoutSeconds;
    this.#onRetry = onRetry;
  }

  get<T>(path: string, schema: z.ZodType<T>, query: Query = {}): Promise<T> {
    return this.#withRetries(true, () => this.#requestJson(withQuery(path, query), {}, schema));
  }

  /** `idempotencyKey` makes the request safe to repeat. */
  post<T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    { idempotencyKey }: { idempotencyKey?: string } = {},
  ): Promise<T> {
    const headers = {
      'content-type': 'application/json',
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    };
    return this.#withRetries(idempotencyKey !== undefined, () =>
      this.#requestJson(path, { method: 'POST', headers, body: JSON.stringify(body) }, schema),
    );
  }

  /** A POST whose answer is a file, with its description as JSON in a header. */
  async download<T>(
    path: string,
    body: unknown,
    { mediaType, factsHeader }: { mediaType: string; factsHeader: string },
    schema: z.ZodType<T>,
  ): Promise<{ facts: T; bytes: Uint8Array }> {
    const { response, bytes } = await this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: mediaType },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw apiErrorFrom(response, bytes.toString('utf8'), path);
    return { facts: this.#parse(path, response.headers.get(factsHeader) ?? '', schema), bytes };
  }

  put<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.#replace('PUT', path, body, schema);
  }

  /** The given fields are set to these values, so it is safe to repeat. */
  patch<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.#replace('PATCH', path, body, schema);
  }

  /** Not repeated after a lost answer: then the resource is unknown. */
  delete<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#requestJson(path, { method: 'DELETE' }, schema);
  }

  /** A POST with a file as its body. Materials are content-addressed, so it is safe to repeat. */
  upload<T>(
    path: string,
    { bytes, mediaType }: { bytes: Uint8Array; mediaType: string },
    schema: z.ZodType<T>,
    query: Query = {},
  ): Promise<T> {
    return this.#withRetries(true, () =>
      this.#requestJson(
        withQuery(path, query),
        { method: 'POST', headers: { 'content-type': mediaType }, body: new Uint8Array(bytes) },
        schema,
        Math.max(this.#timeoutSeconds, transferTimeoutSeconds(bytes.byteLength)),
      ),
    );
  }

  /** A command to a workflow: accepted, or refused with a reason. Its key makes it safe to repeat. */
  async command(path: string, body: unknown): Promise<CommandAnswer> {
    try {
      return await this.post(path, body, CommandAnswer, { idempotencyKey: `cli-${randomUUID()}` });
    } catch (error) {
      // A problem with a reason is the workflow's refusal.
      if (error instanceof ApiError && error.reason !== undefined)
        return { outcome: 'refused', reason: error.reason, detail: error.message };
      throw error;
    }
  }

  /** The body of a stream; it stays open until `signal` or the server ends it. */
  async openStream(
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    // The limit is for the start of the stream, or for the whole of an error's answer.
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new DOMException('no answer in time', 'TimeoutError')),
      this.#timeoutSeconds * 1000,
    );
    try {
      return await this.#withErrors(
        AbortSignal.any([signal, late.signal]),
        this.#timeoutSeconds,
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

  #replace<T>(
    method: 'PUT' | 'PATCH',
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.#withRetries(true, () =>
      this.#requestJson(path, { method, headers, body: JSON.stringify(body) }, schema),
    );
  }

  #withRetries<T>(repeatable: boolean, once: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const pauseMs = (error: unknown, attempt: number): number | null => {
      if (this.#signal.aborted) throw new ApiError('interrupted', 'Interrupted.');
      if (!(error instanceof ApiError) || !error.transient || !repeatable) return null;
      const tooLate = performance.now() - began >= this.#retrySeconds * 1000;
      if (attempt >= MAX_ATTEMPTS && tooLate) return null;
      this.#onRetry(error.message);
      const { retryAfterSeconds: seconds } = error;
      const ms = seconds === null ? growingPauseMs(attempt, 400, MAX_PAUSE_MS) : seconds * 1000;
      return Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, ms));
    };
    return retry(once, pauseMs, this.#signal);
  }

  async #requestJson<T>(
    path: string,
    init: RequestInit,
    schema: z.ZodType<T>,
    seconds = this.#timeoutSeconds,
  ): Promise<T> {
    const { response, bytes } = await this.#send(path, init, seconds);
    const text = bytes.toString('utf8');
    if (!response.ok) throw apiErrorFrom(response, text, path);
    return this.#parse(path, text, schema);
  }

  #parse<T>(path: string, text: string, schema: z.ZodType<T>): T {
    const answer = schema.safeParse(parseJson(text));
    if (answer.success) return answer.data;
    const details = answer.error.issues
      .slice(0, 5)
      .map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    throw new ApiError(
      'failed',
      `The API at ${this.url} answered ${path} in a form that this version does not know.`,
      { details },
    );
  }

  #send(
    path: string,
    init: RequestInit,
    seconds = this.#timeoutSeconds,
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

  async #readBody(response: Response): Promise<Buffer> {
    const bytes = await readBounded(response.body ?? [], MAX_BODY_BYTES);
    if (bytes === null)
      throw new ApiError(
        'failed',
        `The answer of the API at ${this.url} has more than ${MAX_BODY_BYTES / 1024 / 1024} MB.`,
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

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  return search.size > 0 ? `${path}?${search}` : path;
}

/** fetch has the reason of a failed connection in `cause`. */
function describeCause(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
