import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Problem } from '@fermata/contracts/http';
import { InvalidCursorError } from '@fermata/prisma';
import { LIMITS } from '../config.ts';
import { LOG } from '../infrastructure/injection-tokens.ts';
import { isServiceUnavailable } from './is-service-unavailable.ts';
import { kindOfStatus, ProblemException, problemOf } from './problem-exception.ts';

const ErrorDetails = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  statusCode: z.number().optional(),
});
const RETRY_AFTER_SECONDS = 2;

/** Turns every error into one problem, without internals. Unexpected errors are logged and get a generic 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = {
      ...toProblem(error, request),
      instance: request.url.split('?')[0] ?? request.url,
    };
    // The client has disconnected: no response is sent and no error is logged.
    if (problem.status >= 500 && !reply.raw.destroyed)
      this.log.error(
        {
          err: error,
          method: request.method,
          route: request.routeOptions.url,
          requestId: request.id,
        },
        problem.detail,
      );
    // After the start of a stream no problem can be sent.
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    const retryAfter =
      error instanceof ProblemException
        ? error.retryAfterSeconds
        : problem.status === 503
          ? RETRY_AFTER_SECONDS
          : undefined;
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}

export function toProblem(error: unknown, request: { method: string; url: string }): Problem {
  if (error instanceof ProblemException) return error.problem;
  if (error instanceof InvalidCursorError)
    return problemOf('invalid-request', `query.cursor: ${error.message}`, {
      errors: [{ path: 'query.cursor', message: error.message }],
    });
  if (isServiceUnavailable(error))
    return problemOf(
      'unavailable',
      'PostgreSQL or S3 is unavailable (see `/health/ready`); send the same request again',
    );
  const details =
    ErrorDetails.safeParse(
      error instanceof HttpException && error.cause !== undefined ? error.cause : error,
    ).data ?? {};
  switch (details.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problemOf('unsupported-media-type', 'the body must be sent as application/json');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problemOf('too-large', `the body must have at most ${LIMITS.bodyBytes} bytes`);
    case 'FST_ERR_BAD_URL':
      return problemOf('invalid-request', 'the address is not a valid URL');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return problemOf(
        'invalid-request',
        'the length of the body differs from the header Content-Length',
      );
  }
  const status = error instanceof HttpException ? error.getStatus() : details.statusCode;
  if (status === 404)
    return problemOf(
      'not-found',
      `there is no ${request.method} ${request.url.split('?')[0] ?? ''}`,
    );
  if (status !== undefined && status < 500)
    return {
      ...problemOf(kindOfStatus(status), details.message ?? 'the request is not valid'),
      status,
    };
  return problemOf('internal', 'an unexpected error occurred; it has been logged');
}
