import { applyDecorators, HttpCode, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';

const ANSWER = Symbol('answer');

/** What the route does and answers: the document says it, and every answer is parsed by it before it leaves. */
export const Answers = (status: number, schema: z.ZodType, summary: string, description?: string) =>
  applyDecorators(
    HttpCode(status),
    SetMetadata(ANSWER, schema),
    documented,
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ApiResponse({ status, description: summary, standardSchema: schema }),
  );

/** A route that answers audio, and where there is a schema JSON unless audio is accepted. It parses what it answers itself. */
export const AnswersAudio = (schema: z.ZodType | null, summary: string, description?: string) =>
  applyDecorators(
    HttpCode(200),
    documented,
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ApiProduces(...(schema ? ['application/json'] : []), 'audio/wav'),
    ApiResponse({ status: 200, description: summary, ...(schema ? { standardSchema: schema } : { content: { 'audio/wav': { schema: { type: 'string', format: 'binary' } } } }) }),
  );

/** A route that answers text or a stream. */
export const AnswersText = (mediaType: string, summary: string, description?: string) =>
  applyDecorators(documented, ApiOperation({ summary, ...(description ? { description } : {}) }), ApiResponse({ status: 200, description: summary, content: { [mediaType]: { schema: { type: 'string' } } } }));

// The document looks only at parameters that have a type in the decorator metadata, which is not emitted here; their schemas say the rest.
const documented: MethodDecorator = (target, name, descriptor) => {
  const parameters = typeof descriptor.value === 'function' ? descriptor.value.length : 0;
  Reflect.defineMetadata('design:paramtypes', Array.from({ length: parameters }, () => Object), target, name);
};

/** Lets out what the contract names and nothing else. An answer that breaks its contract is our fault, so a 500. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const schema: z.ZodType | undefined = Reflect.getMetadata(ANSWER, context.getHandler());
    return schema ? next.handle().pipe(map((answer) => schema.parse(answer))) : next.handle();
  }
}
