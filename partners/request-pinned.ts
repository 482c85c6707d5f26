import { request } from 'undici';
import { readBounded } from '@fermata/contracts/io';
import { openPinnedAgent, type Resolve } from './pinned-agent.ts';

export interface RequestLimits {
  /** Exact host:port pairs that may have private addresses. */
  readonly allowedHosts: readonly string[];
  readonly maxBytes: number;
  readonly resolve?: Resolve;
}

export interface PinnedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface PinnedAnswer {
  readonly status: number;
  /** As sent, if it was sent once. */
  readonly retryAfter: string | null;
  readonly body: Uint8Array;
}

/** The rest of the answer was not read. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
}

/**
 * Sends one request over a pinned connection and reads the answer. Redirects are not followed. Throws
 * ForbiddenTargetError, AnswerTooLargeError, and an Error without a complete answer.
 */
export async function requestPinned(
  { method, url, headers, body, signal }: PinnedRequest,
  { allowedHosts, maxBytes, resolve }: RequestLimits,
): Promise<PinnedAnswer> {
  const agent = await openPinnedAgent(url, { allowedHosts, resolve, signal });
  try {
    const sent = { method, headers, signal, dispatcher: agent };
    const answer = await request(url, body === undefined ? sent : { ...sent, body });
    answer.body.on('error', () => {});
    const bytes = await readBounded(answer.body, maxBytes);
    if (bytes === null)
      throw new AnswerTooLargeError(`the answer is larger than ${maxBytes} bytes`);
    const retryAfter = answer.headers['retry-after'];
    return {
      status: answer.statusCode,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      body: bytes,
    };
  } finally {
    await agent.destroy();
  }
}
