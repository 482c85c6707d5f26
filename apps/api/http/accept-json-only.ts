import type { FastifyInstance } from 'fastify';
import { findDuplicateName } from '@fermata/domain/json';
import { invalidRequest } from './contract-pipe.ts';
import { ProblemException } from './problem-exception.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler gets the body's bytes unparsed, to check a signature over them. */
    rawBody?: boolean;
  }
}

/** Accepts only JSON bodies in UTF-8. An empty body counts as none. */
export function acceptJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    if (request.routeOptions.config.rawBody) return done(null, bytes);
    if (bytes.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return done(new ProblemException('invalid-json', 'the body is not UTF-8'));
    }
    void parseJson(request, text, (error, value) =>
      error ? done(jsonBodyProblem(text, error)) : done(duplicateNameProblem(text), value),
    );
  });
}

/** Valid JSON is refused only for names that could pollute prototypes. */
function jsonBodyProblem(text: string, cause: unknown): ProblemException {
  try {
    JSON.parse(text);
  } catch {
    return new ProblemException('invalid-json', 'the body is not valid JSON', { cause });
  }
  return invalidRequest([
    {
      path: 'body',
      message: 'the names "__proto__" and "constructor" with a "prototype" are not allowed',
    },
  ]);
}

/** Null for valid JSON whose names are unique and which is not nested too deeply. */
function duplicateNameProblem(json: string): ProblemException | null {
  try {
    const path = findDuplicateName(json);
    return path === null
      ? null
      : invalidRequest([{ path: `body.${path}`, message: 'this name appears twice' }]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return invalidRequest([{ path: 'body', message: error.message }]);
  }
}
