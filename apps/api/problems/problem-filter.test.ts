import { Problem } from '@fermata/contracts';
import { BadCursor } from '@fermata/prisma';
import { HttpException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { PROBLEM_KINDS, problemOf, ProblemException } from './problem-exception.ts';
import { toProblem } from './problem-filter.ts';

const request = { method: 'GET', url: '/v1/tracks?secret=1' };
const ofFastify = (code: string, statusCode: number) => new HttpException('internal words', statusCode, { cause: Object.assign(new Error('internal words'), { code, statusCode }) });

describe('toProblem', () => {
  it.each(PROBLEM_KINDS)('%s keeps its shape and its words', (kind) => {
    const problem = toProblem(new ProblemException(kind, 'a sentence', { reason: 'late', errors: [{ path: 'body.x', message: 'y' }] }), request);
    expect(Problem.parse(problem)).toEqual({ ...problemOf(kind, 'a sentence'), type: `urn:fermata:problem:${kind}`, reason: 'late', errors: [{ path: 'body.x', message: 'y' }] });
    expect(problem.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    [ofFastify('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413, 'the body must have at most 65536 bytes'],
    [ofFastify('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 415, 'the body must be sent as application/json'],
    [new NotFoundException('Cannot GET'), 404, 'there is no GET /v1/tracks'],
    [new BadCursor('nobody gave this cursor'), 400, 'query.cursor: nobody gave this cursor'],
  ])('says %s in words of its own', (error, status, detail) => {
    expect(toProblem(error, request)).toMatchObject({ status, detail });
  });

  it.each([new Error('password=hush'), new TypeError('x is undefined'), 'a string', undefined, { statusCode: 503, message: 'hush' }])('tells nothing of what we did not foresee (%s)', (error) => {
    const problem = toProblem(error, request);
    expect(problem).toMatchObject({ status: 500, type: 'urn:fermata:problem:internal' });
    expect(JSON.stringify(problem)).not.toMatch(/hush|undefined/);
  });
});
