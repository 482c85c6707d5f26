import {
  applyDecorators,
  HttpCode,
  SerializeOptions,
  StandardSchemaSerializerInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { toComponents } from './json-schema.ts';

/** Name of the extension that carries a request example until the document is built. */
export const REQUEST_EXAMPLE = 'x-request-example';

/** Example body for the API page, which otherwise invents a text for every field. */
export const RequestExample = <S extends z.ZodType>(_schema: S, example: z.input<S>) =>
  ApiExtension(REQUEST_EXAMPLE, example);

/** The serializer checks the JSON of the route against the schema. */
const Serialize = (schema: z.ZodType) =>
  applyDecorators(
    UseInterceptors(StandardSchemaSerializerInterceptor),
    SerializeOptions({ schema }),
  );

/** Documents the route and its JSON, which the serializer checks against the schema. */
export const JsonResponse = (
  status: number,
  schema: z.ZodType,
  summary: string,
  description?: string,
) =>
  applyDecorators(Serialize(schema), DocumentedJsonResponse(status, schema, summary, description));

/** Documents the route and its JSON. Without the serializer, for a route that must be fast. */
export const DocumentedJsonResponse = (
  status: number,
  schema: z.ZodType,
  summary: string,
  description?: string,
) =>
  applyDecorators(
    HttpCode(status),
    withParameterTypes,
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ApiResponse({ status, description: summary, standardSchema: schema }),
  );

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;
/** Headers of a WAV that is sent in place of the JSON of `schema`. */
const wavHeaders = (schema: { readonly $ref: string }) => ({
  'Fermata-Preview': {
    description: 'Only with a WAV: the JSON response, in ASCII',
    content: { 'application/json': { schema } },
  },
  'Content-Location': {
    description: 'Only with a WAV: the URL of the same bytes, valid until `expiresAt`',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Only with a `fallback`: seconds until a fresh preview may be possible',
    schema: { type: 'integer' },
  },
  Vary: { description: 'Accept', schema: { type: 'string' } },
});

/**
 * Documents a route that returns audio. With a schema, it returns that JSON unless the client prefers audio; the
 * handler parses it. The schema must have a name and be used by another route, which adds it to the components.
 */
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

/** Documents a route that returns one of several JSON media types, each with its schema. */
export const JsonResponses = (
  schemas: Readonly<Record<string, z.ZodType>>,
  summary: string,
  description?: string,
) =>
  applyDecorators(
    HttpCode(200),
    // Nest checks each item of an array.
    Serialize(
      z.union(
        Object.values(schemas).map((schema) =>
          schema instanceof z.ZodArray && schema.element instanceof z.ZodType
            ? schema.element
            : schema,
        ),
      ),
    ),
    withParameterTypes,
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ApiResponse({
      status: 200,
      description: summary,
      content: Object.fromEntries(
        Object.entries(schemas).map(([mediaType, schema]) => [
          mediaType,
          { schema: toComponents(schema, { schemaType: 'output' })?.schema ?? {} },
        ]),
      ),
    }),
  );

/** Documents a route that returns text or a stream. */
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

// Nest's document skips parameters without a type in the decorator metadata, which is not emitted here.
const withParameterTypes: MethodDecorator = (target, name, descriptor) => {
  const parameters = typeof descriptor.value === 'function' ? descriptor.value.length : 0;
  Reflect.defineMetadata(
    'design:paramtypes',
    Array.from({ length: parameters }, () => Object),
    target,
    name,
  );
};
