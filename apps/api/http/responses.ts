import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpCode,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';

const RESPONSE_SCHEMA = Symbol('answer');

/** What the route does and answers: the document says it, and every answer is parsed by it before it leaves. */
export const JsonResponse = (
  status: number,
  schema: z.ZodType,
  summary: string,
  description?: string,
) =>
  applyDecorators(
    HttpCode(status),
    SetMetadata(RESPONSE_SCHEMA, schema),
    withParameterTypes,
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ApiResponse({ status, description: summary, standardSchema: schema }),
  );

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;
/** What stands beside a WAV that is answered in place of `schema`. */
const wavHeaders = (schema: { readonly $ref: string }) => ({
  'Fermata-Preview': {
    description: 'Only where the WAV itself is answered: all that the JSON would say, in ASCII',
    content: { 'application/json': { schema } },
  },
  'Content-Location': {
    description:
      'Only where the WAV itself is answered: the address where the same bytes play until `expiresAt`',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Only with a `fallback`: in so many seconds a fresh one may be made',
    schema: { type: 'integer' },
  },
  Vary: { description: 'Accept', schema: { type: 'string' } },
});

/** A route that answers audio, and where there is a schema (with a name, and answered elsewhere too) its JSON unless audio is accepted. It parses what it answers itself. */
export function AudioResponse(schema: z.ZodType | null, summary: string, description?: string) {
  const reference = schema && { $ref: `#/components/schemas/${z.globalRegistry.get(schema)?.id}` };
  return applyDecorators(
    HttpCode(200),
    withParameterTypes,
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ApiResponse({
      status: 200,
      description: summary,
      ...(reference ? { headers: wavHeaders(reference) } : {}),
      content: {
        ...(reference ? { 'application/json': { schema: reference } } : {}),
        'audio/wav': BINARY,
      },
    }),
  );
}

/** A route that answers text or a stream. */
export const TextResponse = (mediaType: string, summary: string, description?: string) =>
  applyDecorators(
    withParameterTypes,
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ApiResponse({
      status: 200,
      description: summary,
      content: { [mediaType]: { schema: { type: 'string' } } },
    }),
  );

// The document looks only at parameters that have a type in the decorator metadata, which is not emitted here; their schemas say the rest.
const withParameterTypes: MethodDecorator = (target, name, descriptor) => {
  const parameters = typeof descriptor.value === 'function' ? descriptor.value.length : 0;
  Reflect.defineMetadata(
    'design:paramtypes',
    Array.from({ length: parameters }, () => Object),
    target,
    name,
  );
};

/** Lets out what the contract names and nothing else. An answer that breaks its contract is our fault, so a 500. */
export class ResponseInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const schema: z.ZodType | undefined = Reflect.getMetadata(
      RESPONSE_SCHEMA,
      context.getHandler(),
    );
    return schema ? next.handle().pipe(map((answer) => schema.parse(answer))) : next.handle();
  }
}
