import { HttpException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { Problem } from '@fermata/contracts/http';
import { InvalidCursorError } from '@fermata/prisma';
import { PROBLEM_KINDS, ProblemException, problemOf } from './problem-exception.ts';
import { toProblem } from './problem-filter.ts';

const request = { method: 'GET', url: '/v1/tracks?secret=1' };
const ofFastify = (code: string, statusCode: number) =>
  new HttpException('internal words', statusCode, {
    cause: Object.assign(new Error('internal words'), { code, statusCode }),
  });

describe('toProblem', () => {
  it.each(PROBLEM_KINDS)('%s keeps its fields and its detail', (kind) => {
    const problem = toProblem(
      new ProblemException(kind, 'a sentence', {
        reason: 'late',
        errors: [{ path: 'body.x', message: 'y' }],
      }),
      request,
    );
    expect(Problem.parse(problem)).toEqual({
      ...problemOf(kind, 'a sentence'),
      type: `urn:fermata:problem:${kind}`,
      reason: 'late',
      errors: [{ path: 'body.x', message: 'y' }],
    });
    expect(problem.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    [ofFastify('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413, 'the body must have at most 65536 bytes'],
    [
      ofFastify('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415),
      415,
      'the body must be sent as application/json',
    ],
    [new NotFoundException('Cannot GET'), 404, 'there is no GET /v1/tracks'],
    [new InvalidCursorError('the cursor is unknown'), 400, 'query.cursor: the cursor is unknown'],
  ])('has its own detail for %s', (error, status, detail) => {
    expect(toProblem(error, request)).toMatchObject({ status, detail });
  });

  it.each([
    ...['57P01', '57P02', '57P03', '08006', 'ECONNREFUSED', 'P1001', 'P1017'].map((code) =>
      Object.assign(new Error('hush'), { code }),
    ),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new Error('could not check default/sha256', {
      cause: Object.assign(new Error('connect'), {
        name: 'AggregateError',
        errors: [Object.assign(new Error('hush'), { code: 'ECONNREFUSED' })],
      }),
    }),
    new Error('could not check default/sha256', {
      cause: Object.assign(new Error('SlowDown'), { $metadata: { httpStatusCode: 503 } }),
    }),
    Object.assign(new Error('hush'), {
      name: 'PrismaClientInitializationError',
      errorCode: 'P1001',
    }),
    Object.assign(new Error('hush'), {
      code: 'P2010',
      meta: {
        driverAdapterError: {
          name: 'DriverAdapterError',
          cause: { kind: 'postgres', originalCode: '57P03' },
        },
      },
    }),
  ])('an unavailable service is a 503 (%o)', (error) => {
    const problem = toProblem(error, request);
    expect(problem).toMatchObject({ status: 503, type: 'urn:fermata:problem:unavailable' });
    expect(JSON.stringify(problem)).not.toContain('hush');
  });

  it('stops at circular causes, and does not take other PostgreSQL errors for unavailability', () => {
    const round: Error & { cause?: unknown } = new Error('round');
    round.cause = round;
    for (const error of [
      round,
      Object.assign(new Error('duplicate key'), { code: '23505' }),
      Object.assign(new Error('gone'), { $metadata: { httpStatusCode: 404 } }),
    ])
      expect(toProblem(error, request).status).toBe(500);
  });

  it.each([
    new Error('password=hush'),
    new TypeError('x is undefined'),
    'a string',
    undefined,
    { statusCode: 503, message: 'hush' },
  ])('hides the details of unexpected errors (%s)', (error) => {
    const problem = toProblem(error, request);
    expect(problem).toMatchObject({ status: 500, type: 'urn:fermata:problem:internal' });
    expect(JSON.stringify(problem)).not.toMatch(/hush|undefined/);
  });
});
