import { Problem } from '@fermata/contracts/http';
import type { RefusalReason } from '@fermata/contracts/values';
import { oneLine } from '../words/one-line.ts';

/** `unavailable`: nothing has that name, or the API does not answer. */
export type ApiErrorKind = 'failed' | 'invalid' | 'unavailable' | 'refused' | 'interrupted';

/** What went wrong with one request. `transient`: the same request may go through a little later. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  /** One line for each wrong field. */
  readonly details: readonly string[];
  readonly transient: boolean;
  readonly retryAfterSeconds: number | null;
  /** Why a workflow refused the command. */
  readonly reason: RefusalReason | undefined;

  constructor(
    kind: ApiErrorKind,
    message: string,
    options: {
      details?: readonly string[];
      transient?: boolean;
      retryAfterSeconds?: number | null;
      reason?: RefusalReason | undefined;
    } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.kind = kind;
    this.details = options.details ?? [];
    this.transient = options.transient ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.reason = options.reason;
  }
}

/** 500 too: a service behind the API (PostgreSQL, Temporal) restarts. */
const TRANSIENT = new Set([429, 500, 502, 503, 504]);

/** A problem of the API (RFC 9457) as one sentence and a line for each wrong field. */
export function apiErrorFrom(response: Response, body: string, path: string): ApiError {
  const { status } = response;
  const problem = Problem.safeParse(parseJson(body));
  const retryAfter = Number(response.headers.get('retry-after') ?? 'none');
  const options = {
    transient: TRANSIENT.has(status),
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  };
  if (!problem.success)
    return new ApiError(
      kindOf(status),
      `The API answered ${status} to ${path} without saying why.`,
      options,
    );
  const { title, detail, errors, reason } = problem.data;
  const fields = (errors ?? []).map((error) =>
    oneLine(error.path === '' ? error.message : `${error.path}: ${error.message}`),
  );
  const [first, ...others] = errors ?? [];
  const summed = first !== undefined && detail.startsWith(`${first.path}: ${first.message}`);
  if (!summed)
    return new ApiError(kindOf(status), oneLine(detail), {
      ...options,
      reason,
      details: fields.filter((field) => field !== oneLine(detail)),
    });
  // Whether a field came in the body or the address is of no use to who gave it as an option or a file.
  const issues = (errors ?? []).map(({ path: at, message }) =>
    oneLine([...at.split('.').slice(1).slice(-1), message].join(': ')),
  );
  return new ApiError(
    kindOf(status),
    others.length === 0 ? `${issues[0] ?? ''}.` : `${oneLine(title)}:`,
    { ...options, reason, details: others.length === 0 ? [] : issues },
  );
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOf(status: number): ApiErrorKind {
  if (status === 404 || status === 410) return 'unavailable';
  if (status === 400 || status === 413 || status === 415 || status === 422) return 'invalid';
  if (status < 500 && status !== 429) return 'refused';
  return status !== 500 && TRANSIENT.has(status) ? 'unavailable' : 'failed';
}
