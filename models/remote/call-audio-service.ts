import { isConnectFailure } from '@fermata/contracts/io';
import { type AudioFailure, AudioServiceError } from './audio-service-error.ts';

/** Sends a request to an address that the configuration allows. Rejects without a complete answer within the limits. */
export type SendRequest = (
  request: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal: AbortSignal;
  },
  limits: { readonly allowedHosts: readonly string[]; readonly maxBytes: number },
) => Promise<{
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Uint8Array;
}>;

export interface AudioServiceSettings {
  readonly url: string;
  /** Undefined: the service asks for none. */
  readonly key: string | undefined;
  /** Exact host:port pairs of it that may have private addresses. */
  readonly allowedHosts: readonly string[];
}

interface Call {
  readonly method: 'GET' | 'POST';
  /** Below the base URL. */
  readonly path: string;
  readonly body?: string;
}

interface CallLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** What a larger answer is. */
  readonly oversized: 'malformed' | 'unusable';
  /** The call begins a job that costs money. */
  readonly begins?: boolean;
}

/** Longer pauses are not waited for. */
const MAX_RETRY_MS = 3_600_000;

/** Calls a service of audio generation with a bearer token. Returns the body of an answer with status 200. */
export const serviceCaller =
  ({ url, key, allowedHosts }: AudioServiceSettings, send: SendRequest) =>
  async (call: Call, limits: CallLimits, signal: AbortSignal): Promise<Uint8Array> => {
    const { maxBytes, timeoutMs } = limits;
    signal.throwIfAborted();
    const limit = AbortSignal.timeout(timeoutMs);
    const { method, path, body } = call;
    const request = {
      ...{ method, url: `${url}${path}` },
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      signal: AbortSignal.any([signal, limit]),
    };
    const answer = await send(body === undefined ? request : { ...request, body }, {
      ...{ allowedHosts, maxBytes },
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw withoutAnswer(error, limit.aborted, limits);
    });
    if (answer.status !== 200) throw refusal(call, answer, limits);
    return answer.body;
  };

function withoutAnswer(
  error: unknown,
  timedOut: boolean,
  { maxBytes, timeoutMs, oversized, begins }: CallLimits,
): AudioServiceError {
  const name = error instanceof Error ? error.name : '';
  const failure = (kind: AudioFailure, message: string) =>
    new AudioServiceError(kind, message, { cause: error });
  if (name === 'ForbiddenTargetError')
    return failure('refused', 'has an address that is not allowed');
  if (isConnectFailure(error)) return failure('unreachable', 'cannot be reached');
  if (name === 'AnswerTooLargeError')
    return failure(
      begins ? 'unknown-outcome' : oversized,
      `sent an answer larger than ${maxBytes} bytes`,
    );
  return failure(
    begins ? 'unknown-outcome' : 'unreachable',
    timedOut ? `did not answer within ${timeoutMs / 1000} s` : 'did not send a complete answer',
  );
}

function refusal(
  { method }: Call,
  { status, retryAfter }: { readonly status: number; readonly retryAfter: string | null },
  { begins }: CallLimits,
): AudioServiceError {
  const failure = (kind: AudioFailure) =>
    new AudioServiceError(kind, `answered with status ${status}`, { retryMs: pauseOf(retryAfter) });
  if (status === 429) return failure('busy');
  if (status >= 500 || status < 300) return failure(begins ? 'unknown-outcome' : 'unreachable');
  return failure(method === 'GET' && (status === 404 || status === 410) ? 'missing' : 'refused');
}

/** Of a Retry-After in seconds; a date is not read. */
const pauseOf = (retryAfter: string | null): number | null =>
  retryAfter !== null && /^\d{1,6}$/.test(retryAfter)
    ? Math.min(Number(retryAfter) * 1000, MAX_RETRY_MS)
    : null;
