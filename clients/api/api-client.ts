import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { CommandAnswer } from '@fermata/contracts/values';
import { ApiError, apiErrorFrom, parseJson } from './api-error.ts';
import { openConnection } from './open-connection.ts';
import { readBoundedBody } from './read-bounded-body.ts';
import { transferTimeoutSeconds } from './transfer-timeout.ts';

export type ApiClientOptions = {
  url: string;
  key: string;
  signal: AbortSignal;
  /** For how long at least a request that failed for a moment is repeated; default: a few times within about 3 s. */
  retrySeconds?: number;
  /** How long one request may take with all of its answer, and until a live stream begins; a stream may then last. Default: 20 s. A file that is sent has more, by its size. */
  timeoutSeconds?: number;
  /** Told before a request is repeated. */
  onRetry?: (why: string) => void;
};

/** What is undefined is not asked for. */
type Query = Readonly<Record<string, string | number | undefined>>;

const TIMEOUT_SECONDS = transferTimeoutSeconds(0);
const MAX_ATTEMPTS = 4;
const MIN_PAUSE_SECONDS = 0.1;
const MAX_PAUSE_SECONDS = 10;
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Speaks with the API: answers are parsed by the schemas of `contracts`, every fault becomes one sentence. */
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
    retrySeconds: patienceSeconds = 0,
    timeoutSeconds = TIMEOUT_SECONDS,
    onRetry: onRepeat = () => undefined,
  }: ApiClientOptions) {
    this.url = url.replace(/\/+$/, '');
    this.#key = key;
    this.#signal = signal;
    this.#retrySeconds = patienceSeconds;
    this.#timeoutSeconds = timeoutSeconds;
    this.#onRetry = onRepeat;
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

  /** A file as the answer to a POST; what is said of it stands as JSON in one of its headers. */
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

  /** What is put is the same however often it is put. */
  put<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.#withRetries(true, () =>
      this.#requestJson(
        path,
        {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        schema,
      ),
    );
  }

  /** A file as the body. The same file again is the same thing there, so it is safe to repeat. */
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

  /** A command to a workflow: accepted, or refused in words. Its key makes it safe to repeat until it is answered. */
  async command(path: string, body: unknown): Promise<CommandAnswer> {
    try {
      return await this.post(path, body, CommandAnswer, { idempotencyKey: `cli-${randomUUID()}` });
    } catch (error) {
      // A workflow's refusal comes as a problem with its reason; it is an answer like the other one.
      if (error instanceof ApiError && error.reason !== undefined)
        return { outcome: 'refused', reason: error.reason, detail: error.message };
      throw error;
    }
  }

  /** The body of a stream, open until `signal` or the server ends it. */
  async openStream(
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    // What has begun may last: the time is for the answer, or the whole of a refusal.
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

  async #withRetries<T>(repeatable: boolean, once: () => Promise<T>): Promise<T> {
    const began = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once();
      } catch (error) {
        if (this.#signal.aborted) throw new ApiError('interrupted', 'Interrupted.');
        if (
          !(error instanceof ApiError) ||
          !error.transient ||
          !repeatable ||
          (attempt >= MAX_ATTEMPTS && performance.now() - began >= this.#retrySeconds * 1000)
        )
          throw error;
        this.#onRetry(error.message);
        await wait(
          Math.min(
            MAX_PAUSE_SECONDS,
            Math.max(MIN_PAUSE_SECONDS, error.retryAfterSeconds ?? 0.2 * 2 ** attempt),
          ) * 1000,
          undefined,
          { signal: this.#signal },
        );
      }
    }
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
    const wrong = answer.error.issues
      .slice(0, 5)
      .map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    throw new ApiError(
      'failed',
      `The API at ${this.url} answered ${path} in a form that this version does not know.`,
      { details: wrong },
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
    const bytes = await readBoundedBody(response, MAX_BODY_BYTES);
    if (bytes === null)
      throw new ApiError(
        'failed',
        `The answer of the API at ${this.url} has more than ${MAX_BODY_BYTES / 1024 / 1024} MB.`,
      );
    return bytes;
  }

  #headers(): Record<string, string> {
    return { accept: 'application/json', authorization: `Bearer ${this.#key}` };
  }

  async #withErrors<T>(
    signal: AbortSignal,
    seconds: number,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await ask(AbortSignal.any([signal, this.#signal]));
    } catch (error) {
      if (error instanceof ApiError) throw error;
      // Some of what is aborted says that it was, not why.
      if (signal.reason instanceof Error && signal.reason.name === 'TimeoutError')
        throw new ApiError(
          'unavailable',
          `The API at ${this.url} did not answer within ${seconds} s.`,
          { transient: true },
        );
      throw new ApiError(
        'unavailable',
        `The API at ${this.url} is not reachable (${describeCause(error)}). Is it running? See: fermata status`,
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

/** fetch hides why a connection failed one level down. */
function describeCause(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
