import { request } from 'undici';
import { openPinnedAgent, type Resolve } from '@fermata/partners';

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

const TIMEOUT_MS = 15_000;

/**
 * Sends one message with POST over a pinned connection. Redirects are not followed and the body of the answer is not
 * read. Never throws.
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
  { url, headers, body }: OutgoingMessage,
  { allowedHosts, resolve }: SendOptions,
  signal: AbortSignal,
): Promise<Omit<Sent, 'durationMs'>> {
  const agent = await openPinnedAgent(url, { allowedHosts, resolve, signal });
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
