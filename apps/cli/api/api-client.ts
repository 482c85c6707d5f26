import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { CommandAnswer } from '@fermata/contracts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { ApiFault, faultOf, jsonOrUndefined } from './api-fault.ts';
import { openConnection } from './open-connection.ts';
import { secondsFor } from './seconds-for.ts';
import { wholeBody } from './whole-body.ts';

export type ApiConnection = {
  url: string;
  key: string;
  signal: AbortSignal;
  /** For how long at least a request that failed for a moment is repeated; default: a few times within about 3 s. */
  patienceSeconds?: number;
  /** How long one request may take with all of its answer, and until a live stream begins; a stream may then last. Default: 20 s. A file that is sent has more, by its size. */
  timeoutSeconds?: number;
  /** Told before a request is repeated. */
  onRepeat?: (why: string) => void;
};

/** What is undefined is not asked for. */
type Query = Readonly<Record<string, string | number | undefined>>;

const TIMEOUT_SECONDS = secondsFor(0);
const ATTEMPTS = 4;
const SHORTEST_PAUSE_SECONDS = 0.1;
const LONGEST_PAUSE_SECONDS = 10;
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Speaks with the API: answers are parsed by the schemas of `contracts`, every fault becomes one sentence. */
export class ApiClient {
  readonly url: string;
  readonly #key: string;
  readonly #signal: AbortSignal;
  readonly #patienceSeconds: number;
  readonly #timeoutSeconds: number;
  readonly #onRepeat: (why: string) => void;

  constructor({
    url,
    key,
    signal,
    patienceSeconds = 0,
    timeoutSeconds = TIMEOUT_SECONDS,
    onRepeat = () => undefined,
  }: ApiConnection) {
    this.url = url.replace(/\/+$/, '');
    this.#key = key;
    this.#signal = signal;
    this.#patienceSeconds = patienceSeconds;
    this.#timeoutSeconds = timeoutSeconds;
    this.#onRepeat = onRepeat;
  }

  get<T>(path: string, schema: z.ZodType<T>, query: Query = {}): Promise<T> {
    return this.#repeat(true, () => this.#exchange(withQuery(path, query), {}, schema));
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
    return this.#repeat(idempotencyKey !== undefined, () =>
      this.#exchange(path, { method: 'POST', headers, body: JSON.stringify(body) }, schema),
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
    if (!response.ok) throw faultOf(response, bytes.toString('utf8'), path);
    return { facts: this.#parsed(path, response.headers.get(factsHeader) ?? '', schema), bytes };
  }

  /** What is put is the same however often it is put. */
  put<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.#repeat(true, () =>
      this.#exchange(
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
    return this.#repeat(true, () =>
      this.#exchange(
        withQuery(path, query),
        { method: 'POST', headers: { 'content-type': mediaType }, body: new Uint8Array(bytes) },
        schema,
        Math.max(this.#timeoutSeconds, secondsFor(bytes.byteLength)),
      ),
    );
  }

  /** A command to a workflow: accepted, or refused in words. Its key makes it safe to repeat until it is answered. */
  async command(path: string, body: unknown): Promise<CommandAnswer> {
    try {
      return await this.post(path, body, CommandAnswer, { idempotencyKey: `cli-${randomUUID()}` });
    } catch (error) {
      // A workflow's refusal comes as a problem with its reason; it is an answer like the other one.
      if (error instanceof ApiFault && error.reason !== undefined)
        return { outcome: 'refused', reason: error.reason, detail: error.message };
      throw error;
    }
  }

  /** The body of a stream, open until `signal` or the server ends it. */
  async open(
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
      return await this.#reach(
        AbortSignal.any([signal, late.signal]),
        this.#timeoutSeconds,
        async (all) => {
          const response = await openConnection(
            this.url + path,
            { ...this.#headers(), ...headers },
            all,
          );
          if (response.ok && response.body !== null) return response.body;
          throw faultOf(response, (await this.#bodyOf(response)).toString('utf8'), path);
        },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  async #repeat<T>(repeatable: boolean, once: () => Promise<T>): Promise<T> {
    const began = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once();
      } catch (error) {
        if (this.#signal.aborted) throw new CommandError(EXIT.interrupted, 'Interrupted.');
        if (
          !(error instanceof ApiFault) ||
          !error.transient ||
          !repeatable ||
          (attempt >= ATTEMPTS && performance.now() - began >= this.#patienceSeconds * 1000)
        )
          throw error;
        this.#onRepeat(error.message);
        await wait(
          Math.min(
            LONGEST_PAUSE_SECONDS,
            Math.max(SHORTEST_PAUSE_SECONDS, error.retryAfterSeconds ?? 0.2 * 2 ** attempt),
          ) * 1000,
          undefined,
          { signal: this.#signal },
        );
      }
    }
  }

  async #exchange<T>(
    path: string,
    init: RequestInit,
    schema: z.ZodType<T>,
    seconds = this.#timeoutSeconds,
  ): Promise<T> {
    const { response, bytes } = await this.#send(path, init, seconds);
    const text = bytes.toString('utf8');
    if (!response.ok) throw faultOf(response, text, path);
    return this.#parsed(path, text, schema);
  }

  #parsed<T>(path: string, text: string, schema: z.ZodType<T>): T {
    const answer = schema.safeParse(jsonOrUndefined(text));
    if (answer.success) return answer.data;
    const wrong = answer.error.issues
      .slice(0, 5)
      .map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    throw new ApiFault(
      EXIT.failed,
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
    return this.#reach(AbortSignal.timeout(seconds * 1000), seconds, async (all) => {
      const response = await fetch(this.url + path, {
        ...init,
        headers,
        redirect: 'error',
        signal: all,
      });
      return { response, bytes: await this.#bodyOf(response) };
    });
  }

  async #bodyOf(response: Response): Promise<Buffer> {
    const bytes = await wholeBody(response, MAX_BODY_BYTES);
    if (bytes === null)
      throw new ApiFault(
        EXIT.failed,
        `The answer of the API at ${this.url} has more than ${MAX_BODY_BYTES / 1024 / 1024} MB.`,
      );
    return bytes;
  }

  #headers(): Record<string, string> {
    return { accept: 'application/json', authorization: `Bearer ${this.#key}` };
  }

  async #reach<T>(
    signal: AbortSignal,
    seconds: number,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await ask(AbortSignal.any([signal, this.#signal]));
    } catch (error) {
      if (error instanceof ApiFault) throw error;
      // Some of what is aborted says that it was, not why.
      if (signal.reason instanceof Error && signal.reason.name === 'TimeoutError')
        throw new ApiFault(
          EXIT.absent,
          `The API at ${this.url} did not answer within ${seconds} s.`,
          { transient: true },
        );
      throw new ApiFault(
        EXIT.absent,
        `The API at ${this.url} is not reachable (${causeOf(error)}). Is it running? See: fermata status`,
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
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
