import { request } from 'undici';
import { readBounded } from '@fermata/contracts/io';
import { openPinnedAgent, type Resolve } from './pinned-agent.ts';

export interface PostOptions {
  /** Exact host:port pairs that may have private addresses. */
  readonly allowedHosts: readonly string[];
  readonly maxBytes: number;
  readonly resolve?: Resolve;
}

/**
 * Sends one POST over a pinned connection and reads the answer. Redirects are not followed. Throws
 * ForbiddenTargetError, and an Error without an answer or for one that is too large.
 */
export async function postPinned(
  message: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly signal: AbortSignal;
  },
  { allowedHosts, maxBytes, resolve }: PostOptions,
): Promise<{ status: number; body: string }> {
  const { url, headers, body, signal } = message;
  const agent = await openPinnedAgent(url, { allowedHosts, resolve, signal });
  try {
    const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: agent });
    answer.body.on('error', () => {});
    const bytes = await readBounded(answer.body, maxBytes);
    if (bytes === null) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    return { status: answer.statusCode, body: new TextDecoder().decode(bytes) };
  } finally {
    await agent.destroy();
  }
}
