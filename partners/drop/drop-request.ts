import { isConnectFailure } from '@fermata/contracts/io';
import { cleanText } from '@fermata/contracts/values';
import type { PartnerCallContext } from '../partner-adapter.ts';
import { type PartnerFailure, PartnerRequestError } from '../partner-request-error.ts';
import { MAX_FILES } from './drop-folder.ts';

/**
 * Sends one request to a drop folder's server, in its turn and within the time limit. Throws PartnerRequestError for
 * every failure, and the reason of the caller's signal if that ended it.
 */
export async function dropRequest<T>(
  { signal, takeTurn }: PartnerCallContext,
  timeoutMs: number,
  toFailure: (error: unknown) => PartnerFailure,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  await takeTurn?.();
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    return await send(AbortSignal.any([signal, deadline]));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PartnerRequestError) throw error;
    if (deadline.aborted)
      throw new PartnerRequestError(
        { kind: 'timeout', detail: `no answer within ${timeoutMs / 1000} s` },
        { cause: error },
      );
    throw new PartnerRequestError(toFailure(error), { cause: error });
  }
}

/** A failure that corresponds to an answer of this HTTP status. */
export const answered = (status: number, code: string, detail: string): PartnerFailure => ({
  kind: 'answered',
  status,
  code: cleanText(code, 100),
  detail: cleanText(detail, 500),
  retryAfterMs: null,
});

export const unreachable = (error: unknown): PartnerFailure => ({
  kind: 'unreachable',
  detail: cleanText(error instanceof Error ? error.message : String(error), 500),
  mayBeReceived: !isConnectFailure(error),
});

export const tooLarge = (path: string, maxBytes: number): PartnerRequestError =>
  new PartnerRequestError({
    kind: 'bad-answer',
    detail: cleanText(`${path} is larger than ${maxBytes} bytes`, 500),
  });

/** 503: an outage until the partner removes files. */
export const tooManyFiles = (subfolder: string): PartnerRequestError =>
  new PartnerRequestError(
    answered(503, 'too-many-files', `${subfolder}/ has more than ${MAX_FILES} files`),
  );

/** For work that knows no signal. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      const abort = (): void => reject(new Error('aborted'));
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    }),
  ]);
}
