import { HttpException } from '@nestjs/common';
import type { Problem } from '@fermata/contracts/http';
import type { RefusalReason } from '@fermata/contracts/values';

const PROBLEMS = {
  'invalid-request': [400, 'The request is not valid'],
  'invalid-json': [400, 'The body is not JSON'],
  'stale-webhook': [400, 'The webhook is too old or too new'],
  unauthenticated: [401, 'No valid key'],
  'forged-webhook': [401, 'The signature is not valid'],
  'budget-exhausted': [402, 'The daily budget is spent'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  timeout: [408, 'Too slow'],
  refused: [409, 'Refused'],
  'too-large': [413, 'Too large'],
  'unknown-host': [421, 'Unknown host'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  'unknown-material': [422, 'The brief names unknown material'],
  'impossible-variation': [422, 'The preview cannot be varied in this way'],
  'review-terms': [422, 'The project does not allow these review terms'],
  'not-licensed': [422, 'The licence of a material does not allow the release'],
  'unmet-wishes': [422, 'The brief has wishes that cannot be met'],
  'note-without-edits': [422, 'The note asks for nothing that can be done'],
  'unreadable-webhook': [422, 'The webhook is kept, but cannot be read'],
  'key-reused': [422, 'The Idempotency-Key belongs to another request'],
  'too-many-requests': [429, 'Too many requests'],
  internal: [500, 'Internal error'],
  unavailable: [503, 'Temporarily unavailable'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemKind = keyof typeof PROBLEMS;
export const PROBLEM_KINDS = Object.keys(PROBLEMS) as ProblemKind[];

export type ProblemExtra = {
  errors?: Problem['errors'];
  reason?: RefusalReason;
  budget?: Problem['budget'];
  understanding?: Problem['understanding'];
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** RFC 9457: `kind` decides type, title and status; `detail` is one sentence for people. */
export function problemOf(kind: ProblemKind, detail: string, extra: ProblemExtra = {}): Problem {
  const [status, title] = PROBLEMS[kind];
  return {
    type: `urn:fermata:problem:${kind}`,
    title,
    status,
    detail,
    ...(extra.errors ? { errors: extra.errors } : {}),
    ...(extra.reason ? { reason: extra.reason } : {}),
    ...(extra.budget ? { budget: extra.budget } : {}),
    ...(extra.understanding ? { understanding: extra.understanding } : {}),
  };
}

/** Thrown anywhere behind a route; the filter writes it as `application/problem+json`. */
export class ProblemException extends HttpException {
  readonly problem: Problem;
  readonly retryAfterSeconds: number | undefined;
  constructor(kind: ProblemKind, detail: string, extra: ProblemExtra = {}) {
    const problem = problemOf(kind, detail, extra);
    super(problem, problem.status, { cause: extra.cause });
    this.problem = problem;
    this.retryAfterSeconds = extra.retryAfterSeconds;
  }
}

export const kindOfStatus = (status: number): ProblemKind =>
  PROBLEM_KINDS.find((kind) => PROBLEMS[kind][0] === status) ??
  (status < 500 ? 'invalid-request' : 'internal');
