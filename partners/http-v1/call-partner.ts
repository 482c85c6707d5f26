import { context, propagation } from '@opentelemetry/api';
import { type Agent, fetch, type Response } from 'undici';
import { z } from 'zod';
import { isConnectFailure, readBounded } from '@fermata/contracts/io';
import { cleanText, parseJson } from '@fermata/contracts/values';
import type { HttpV1Connection } from '../partner-connections.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { openPinnedAgent } from '../pinned-agent.ts';
import { SCHEMA_VERSION } from './wire.ts';

const RESPONSE_MAX_BYTES = 1024 * 1024;
const RETRY_AFTER_MAX_MS = 3_600_000;

const Problem = z.object({
  code: z.string().max(100).optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
});

export interface PartnerCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the partner's base address; every segment is encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Ends the request when the activity is cancelled. */
  readonly signal: AbortSignal;
  /** Waits for the partner's rate limit. */
  readonly takeTurn?: (() => Promise<void>) | undefined;
  /** Milliseconds for the whole exchange, after its turn. */
  readonly timeoutMs: number;
}

/**
 * Sends one request of docs/partner-api.md and returns the parsed body of a 2xx. Throws
 * PartnerRequestError for any other answer and for network failures, and the reason of `signal` if
 * that ended the request.
 */
export async function callPartner<T>(
  partner: HttpV1Connection,
  request: PartnerCall,
  schema: z.ZodType<T>,
): Promise<T> {
  await request.takeTurn?.();
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const headers: Record<string, string> = {
    ...request.headers,
    'fermata-schema-version': SCHEMA_VERSION,
    authorization: `Bearer ${partner.apiKey}`,
    accept: 'application/json, application/problem+json',
  };
  propagation.inject(context.active(), headers);
  const signal = AbortSignal.any([request.signal, deadline]);
  const url = `${partner.url.replace(/\/+$/, '')}${request.path}`;
  let status: number;
  let text: string;
  let retryAfter: string | null;
  let agent: Agent | undefined;
  let wasOpened = false;
  try {
    if (partner.allowedHosts)
      agent = await openPinnedAgent(url, { allowedHosts: partner.allowedHosts, signal });
    wasOpened = true;
    const response = await fetch(url, {
      method: request.method,
      headers,
      redirect: 'manual',
      signal,
      ...(agent === undefined ? {} : { dispatcher: agent }),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    text = await readLimited(response);
  } catch (error) {
    request.signal.throwIfAborted();
    if (error instanceof PartnerRequestError) throw error;
    if (deadline.aborted)
      throw new PartnerRequestError(
        { kind: 'timeout', detail: `no answer within ${request.timeoutMs / 1000} s` },
        { cause: error },
      );
    throw new PartnerRequestError(
      {
        ...{ kind: 'unreachable', detail: describeError(error) },
        mayBeReceived: wasOpened && !isConnectFailure(error),
      },
      { cause: error },
    );
  } finally {
    await agent?.destroy();
  }
  if (status < 200 || status > 299) {
    const problem = Problem.safeParse(parseJson(text));
    const { code, title, detail } = problem.success ? problem.data : {};
    throw new PartnerRequestError({
      kind: 'answered',
      status,
      code: code ?? null,
      detail: cleanText(detail ?? title ?? 'no reason given', 500),
      retryAfterMs: retryAfterMs(retryAfter, Date.now()),
    });
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`);
  throw new PartnerRequestError({
    kind: 'bad-answer',
    detail: cleanText(
      `the answer ${status} does not match the contract: ${issues.join('; ')}`,
      500,
    ),
  });
}

async function readLimited(response: Response): Promise<string> {
  const bytes = await readBounded(response.body ?? [], RESPONSE_MAX_BYTES);
  if (bytes === null)
    throw new PartnerRequestError({
      kind: 'bad-answer',
      detail: `the answer is larger than ${RESPONSE_MAX_BYTES} bytes`,
    });
  return new TextDecoder().decode(bytes);
}

/** `Retry-After` in whole seconds or as an HTTP date, at most one hour; null if absent or invalid. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  // Date.parse alone reads "-5" as a year.
  const wait = /^\d{1,9}$/.test(text)
    ? Number(text) * 1000
    : /^[A-Z][a-z]{2}, \d{2} /.test(text)
      ? Date.parse(text) - now
      : Number.NaN;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), RETRY_AFTER_MAX_MS);
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== ''
    ? `${error.message}: ${error.cause.message}`
    : error.message;
}
