import { Problem } from '@fermata/contracts/http';
import { parseJson, type RefusalReason } from '@fermata/contracts/values';
import { oneLine } from '../words/one-line.ts';

/** `unavailable`: not found, or the API does not answer. */
export type ApiErrorKind = 'failed' | 'invalid' | 'unavailable' | 'refused' | 'interrupted';

export interface ApiIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** Why a request failed. `transient`: the same request may succeed later. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  /** One line for each invalid field. */
  readonly details: readonly string[];
  /** Invalid fields of the request; a path starts below its body, query or path. */
  readonly issues: readonly ApiIssue[];
  readonly transient: boolean;
  readonly retryAfterSeconds: number | null;
  /** Why a workflow refused the command. */
  readonly reason: RefusalReason | undefined;

  constructor(
    kind: ApiErrorKind,
    message: string,
    options: {
      details?: readonly string[];
      issues?: readonly ApiIssue[];
      transient?: boolean;
      retryAfterSeconds?: number | null;
      reason?: RefusalReason | undefined;
    } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.kind = kind;
    this.details = options.details ?? [];
    this.issues = options.issues ?? [];
    this.transient = options.transient ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.reason = options.reason;
  }
}

/** 500 too: a service behind the API (PostgreSQL, Temporal) restarts. */
const TRANSIENT = new Set([429, 500, 502, 503, 504]);

/** A problem of the API (RFC 9457) as one sentence and a line for each invalid field. */
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
  // The caller gave options or a file, so `body.` and `query.` in a path mean nothing to them.
  const issues = (errors ?? []).map(({ path: at, message }) => ({
    path: at.split('.').slice(1),
    message: oneLine(message),
  }));
  const lines = issues.map(({ path: at, message }) =>
    [...at.filter((step) => !/^\d+$/.test(step)).slice(-1), message].join(': '),
  );
  return new ApiError(
    kindOf(status),
    others.length === 0 ? `${lines[0] ?? ''}.` : `${oneLine(title)}:`,
    { ...options, reason, details: others.length === 0 ? [] : lines, issues },
  );
}

function kindOf(status: number): ApiErrorKind {
  if (status === 404 || status === 410) return 'unavailable';
  if (status === 400 || status === 413 || status === 415 || status === 422) return 'invalid';
  if (status < 500 && status !== 429) return 'refused';
  return status !== 500 && TRANSIENT.has(status) ? 'unavailable' : 'failed';
}
