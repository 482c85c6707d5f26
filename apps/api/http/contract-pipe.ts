import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import type { Problem } from '@fermata/contracts/http';
import { ProblemException } from './problem-exception.ts';

const MAX_ERRORS = 20;

/** Parses every input that has a schema; says for each wrong field where it stands and what is allowed. */
export class ContractPipe implements PipeTransform {
  async transform(value: unknown, { schema, type, data }: ArgumentMetadata): Promise<unknown> {
    if (!schema || type === 'custom') return value;
    const result = await schema['~standard'].validate(type === 'body' ? (value ?? {}) : value);
    if (!result.issues) return result.value;
    const errors = result.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
      path: [
        type === 'param' ? 'path' : type,
        ...(data ? [data] : []),
        ...(path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)),
      ].join('.'),
      message,
    }));
    throw invalidRequest(errors);
  }
}

/** What is wrong with a body, or a part of it, that was parsed behind the route. */
export const invalidBody = ({ issues }: z.ZodError): ProblemException =>
  invalidRequest(
    issues
      .slice(0, MAX_ERRORS)
      .map(({ path, message }) => ({ path: ['body', ...path].map(String).join('.'), message })),
  );

export function invalidRequest(errors: NonNullable<Problem['errors']>): ProblemException {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemException(
    'invalid-request',
    first ? `${first.path}: ${first.message}${more}` : 'the request is not valid',
    { errors },
  );
}
