import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { retry } from '@fermata/contracts/io';
import { CommandResult, growingPauseMs, parseJson } from '@fermata/contracts/values';
import { ApiError, apiErrorFrom } from './api-error.ts';
import { ApiTransport } from './api-transport.ts';
import { transferTimeoutSeconds } from './transfer-timeout.ts';

export type ApiClientOptions = {
  url: string;
  key: string;
  signal: AbortSignal;
  /** Repeat a transient failure for at least this long; default: four attempts within about 3 s. */
  retrySeconds?: number;
  /**
   * The limit for a request with its whole response, and for the start of a live stream, which may
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

/** The HTTP client of the API: parses responses by the schemas of `contracts`; throws only ApiError. */
export class ApiClient {
  readonly #transport: ApiTransport;
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
    this.#transport = new ApiTransport(url, key, signal);
    this.#signal = signal;
    this.#retrySeconds = retrySeconds;
    this.#timeoutSeconds = timeoutSeconds;
    this.#onRetry = onRetry;
  }

  get url(): string {
    return this.#transport.url;
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

  /** A POST whose response is a file, with its description as JSON in a header. */
  async download<T>(
    path: string,
    body: unknown,
    { mediaType, factsHeader }: { mediaType: string; factsHeader: string },
    schema: z.ZodType<T>,
  ): Promise<{ facts: T; bytes: Uint8Array }> {
    const { response, bytes } = await this.#transport.send(
      path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: mediaType },
        body: JSON.stringify(body),
      },
      this.#timeoutSeconds,
    );
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

  /** Not repeated after a lost response: then the resource is unknown. */
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
  async command(path: string, body: unknown): Promise<CommandResult> {
    try {
      return await this.post(path, body, CommandResult, { idempotencyKey: `cli-${randomUUID()}` });
    } catch (error) {
      // A problem with a reason is the workflow's refusal.
      if (error instanceof ApiError && error.reason !== undefined)
        return { outcome: 'refused', reason: error.reason, detail: error.message };
      throw error;
    }
  }

  /** The body of a stream; it stays open until `signal` or the server ends it. */
  openStream(
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    return this.#transport.openStream(path, headers, signal, this.#timeoutSeconds);
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
    const { response, bytes } = await this.#transport.send(path, init, seconds);
    const text = bytes.toString('utf8');
    if (!response.ok) throw apiErrorFrom(response, text, path);
    return this.#parse(path, text, schema);
  }

  #parse<T>(path: string, text: string, schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    const details = parsed.error.issues
      .slice(0, 5)
      .map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    throw new ApiError(
      'failed',
      `The API at ${this.url} answered ${path} in a form that this version does not know.`,
      { details },
    );
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
