import { STATUS_CODES } from 'node:http';

/** Status and title of each problem in the wire contract. */
const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'idempotency-key-missing': { status: 400, title: 'Idempotency-Key is missing' },
  'digest-missing': { status: 400, title: 'Content-Digest is missing' },
  'key-refused': { status: 401, title: 'The API key is missing or wrong' },
  'unknown-reservation': { status: 404, title: 'No such reservation' },
  'unknown-path': { status: 404, title: 'No such path' },
  'wrong-state': { status: 409, title: 'Not possible in this state' },
  'stale-metadata': { status: 409, title: 'The metadata is older than the shown one' },
  'too-large': { status: 413, title: 'Too large' },
  'unknown-host': { status: 421, title: 'Unknown host' },
  'media-type-refused': { status: 415, title: 'Media type not accepted' },
  'invalid-fields': { status: 422, title: 'Some fields are invalid' },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
  },
  'digest-mismatch': { status: 422, title: 'The bytes do not match the Content-Digest' },
  'files-mismatch': { status: 422, title: 'The files do not match the uploaded ones' },
  'metadata-refused': { status: 422, title: 'The shop does not take this metadata' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'partner-error': { status: 500, title: 'The partner failed' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

export type FieldError = { path: string; message: string };

/** A refused request, with the fields of its problem document. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly extra: { state?: string; errors?: FieldError[]; retryAfterSeconds?: number };

  constructor(
    code: ProblemCode,
    detail: string,
    extra: { state?: string; errors?: FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
    this.code = code;
    this.extra = extra;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** RFC 9457. */
  problem() {
    return {
      type: `/problems/${this.code}`,
      code: this.code,
      title: PROBLEMS[this.code].title,
      status: this.status,
      detail: this.message.slice(0, 500),
      ...(this.extra.state === undefined ? {} : { state: this.extra.state }),
      ...(this.extra.errors === undefined ? {} : { errors: this.extra.errors.slice(0, 20) }),
    };
  }
}

/** Maps errors of the HTTP server (invalid JSON, body too large, unknown media type) to problems of the contract. */
export function problemErrorFromServer(status: number, message: string): ProblemError {
  if (status === 413) return new ProblemError('too-large', 'The body is larger than 256 KiB.');
  if (status === 415)
    return new ProblemError('media-type-refused', 'The body must be application/json.');
  if (status >= 400 && status < 500)
    return new ProblemError('bad-request', `${STATUS_CODES[status] ?? 'Bad request'}: ${message}`);
  return new ProblemError('partner-error', 'The sandbox partner failed; see its log.');
}
