import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { Problem } from '@fermata/contracts/http';
import { ProblemException } from './problem-exception.ts';

type Issues = Parameters<
  NonNullable<
    NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory']
  >
>[0];

const MAX_ERRORS = 20;

class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';

  constructor(readonly issues: Issues) {
    super('the input does not match its schema');
  }
}

/** Nest's schema validation, with issues reported as a problem that names each field. */
@Injectable()
export class ContractPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new InvalidInputError(issues) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      // A request without a body has the body `{}`.
      return await super.transform(
        metadata.type === 'body' && value === undefined ? ({} as T) : value,
        metadata,
      );
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      const { type, data } = metadata;
      const root = [type === 'param' ? 'path' : type, ...(data ? [data] : [])];
      throw invalidRequest(
        error.issues.slice(0, MAX_ERRORS).map(({ path = [], message }) => ({
          path: [
            ...root,
            ...path.map((step) => String(typeof step === 'object' ? step.key : step)),
          ].join('.'),
          message,
        })),
      );
    }
  }

  /** Keeps names such as `constructor`, which Nest removes silently: the schemas refuse them as unknown. */
  protected override stripProtoKeys(): void {
    return undefined;
  }
}

interface BodyIssues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** The problem of a body, or a part of it, that was parsed by a service. */
export const invalidBody = ({ issues }: BodyIssues): ProblemException =>
  invalidRequest(
    issues
      .slice(0, MAX_ERRORS)
      .map(({ path, message }) => ({ path: ['body', ...path].map(String).join('.'), message })),
  );

/** Named in the sentence; `errors` has all of them. */
const MAX_NAMED = 5;

export function invalidRequest(errors: NonNullable<Problem['errors']>): ProblemException {
  const named = errors.slice(0, MAX_NAMED).map(({ path, message }) => `${path}: ${message}`);
  const others = errors.length - named.length;
  return new ProblemException(
    'invalid-request',
    [...named, ...(others > 0 ? [`${others} more in errors`] : [])].join('; ') ||
      'the request is not valid',
    { errors },
  );
}
