import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { addressIssue, hostOf, targetIssue } from '@fermata/domain/subscription';

/** The addresses of a name; asked once for each attempt. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface SendOptions {
  readonly allowedHosts: readonly string[];
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

export interface OutgoingMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `httpStatus`: null without an answer. */
export interface Sent {
  readonly httpStatus: number | null;
  readonly detail: string;
  readonly durationMs: number;
  readonly retryAfterMs: number | null;
}

/** Nothing may be sent to this address. */
class ForbiddenTargetError extends Error {
  override readonly name = 'ForbiddenTargetError';
}

const TIMEOUT_MS = 15_000;
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * Sends one message with POST. The name is resolved once, every address is checked, and the connection
 * uses one of them. Redirects are not followed and the body of the answer is not read. Never throws.
 */
export async function sendMessage(message: OutgoingMessage, options: SendOptions): Promise<Sent> {
  const started = performance.now();
  const { timeoutMs = TIMEOUT_MS } = options;
  try {
    const answer = await post(message, options, AbortSignal.timeout(timeoutMs));
    return { ...answer, durationMs: since(started) };
  } catch (error) {
    return {
      httpStatus: null,
      detail: reasonOf(error, timeoutMs),
      durationMs: since(started),
      retryAfterMs: null,
    };
  }
}

async function post(
  { url: text, headers, body }: OutgoingMessage,
  { allowedHosts, resolve = resolveName }: SendOptions,
  signal: AbortSignal,
): Promise<Omit<Sent, 'durationMs'>> {
  const issue = targetIssue(text, allowedHosts);
  if (issue !== null) throw new ForbiddenTargetError(`the URL ${issue}`);
  const url = new URL(text);
  const addresses = await orAborted(resolve(hostOf(url)), signal);
  const unsafe = addressIssue(
    url,
    addresses.map(({ address }) => address),
    allowedHosts,
  );
  if (unsafe !== null) throw new ForbiddenTargetError(unsafe);
  const agent = new Agent({
    connect: { lookup: pinnedTo(addresses) },
    maxHeaderSize: MAX_HEADER_BYTES,
    pipelining: 0,
  });
  try {
    const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: agent });
    answer.body.on('error', () => {});
    answer.body.destroy();
    return {
      httpStatus: answer.statusCode,
      detail: `answered ${answer.statusCode}`,
      retryAfterMs: retryAfterMs(answer.headers['retry-after']),
    };
  } finally {
    await agent.destroy();
  }
}

const resolveName: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** For the connection: the checked addresses, whatever the name resolves to by now. */
const pinnedTo =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family ?? 4);
  };

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('no answer in time')), {
        once: true,
      });
    }),
  ]);
}

/** Only seconds; a date is ignored. */
const retryAfterMs = (header: string | string[] | undefined): number | null =>
  typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;

const since = (started: number): number => Math.round(performance.now() - started);

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer within ${timeoutMs / 1000} s`;
  const code = 'code' in error ? String(error.code) : '';
  return code === '' || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
