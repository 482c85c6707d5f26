import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CloudEvent } from '@fermata/contracts/events';
import { Problem } from '@fermata/contracts/http';
import { toComponents } from './json-schema.ts';
import { KEY_LOCATION_HINT } from './key-location-hint.ts';
import { REQUEST_EXAMPLE } from './responses.ts';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;

/** The OpenAPI 3.1 document, generated from the routes and their schemas. */
function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Fermata')
    .setDescription(
      'Turns a brief into a released track, with people deciding in between. Every error is a problem ' +
        '(RFC 9457).\n\n**Your key:** every route under `/v1` except the webhooks and the event schemas ' +
        `needs a key of your project (*Authorize*, without the word Bearer). ${KEY_LOCATION_HINT}.`,
    )
    .setVersion('1')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description: `A key of your project: fmk_… ${KEY_LOCATION_HINT}.`,
      },
      'key',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: toComponents,
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '').replace(/^./, (first) => first.toLowerCase())}.${method}`,
  });
  document.components = {
    ...document.components,
    schemas: {
      ...document.components?.schemas,
      ...toComponents(Problem, { schemaType: 'output' })?.components,
      ...toComponents(CloudEvent, { schemaType: 'output' })?.components,
    },
  };
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) completeOperation(operation, document.components.schemas ?? {});
    }
  return document;
}

/**
 * Moves the example into the body, adds the problem response, and says which bodies may be left
 * out: those of which no field is required, as a request without a body has the body `{}`.
 */
function completeOperation(
  operation: OperationObject & { [REQUEST_EXAMPLE]?: unknown },
  schemas: Schemas,
): void {
  const { requestBody } = operation;
  const body =
    requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
  if (requestBody && 'content' in requestBody && body?.schema)
    requestBody.required = !acceptsNoFields(body.schema, schemas);
  const example = operation[REQUEST_EXAMPLE];
  delete operation[REQUEST_EXAMPLE];
  if (body && example !== undefined) body.example = example;
  operation.responses = { ...operation.responses, default: PROBLEM_RESPONSE };
}

function acceptsNoFields(schema: Schemas[string], schemas: Schemas): boolean {
  if (!('$ref' in schema)) return schema.type === 'object' && (schema.required ?? []).length === 0;
  const named = schemas[schema.$ref.replace('#/components/schemas/', '')];
  return named !== undefined && acceptsNoFields(named, schemas);
}

const PROBLEM_RESPONSE = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Serves `/openapi.json` and `/docs`, a page without external files; `/` redirects to it. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Fermata API',
    swaggerOptions: {
      validatorUrl: null,
      persistAuthorization: false,
      tryItOutEnabled: true,
      displayRequestDuration: true,
    },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (_request: FastifyRequest, reply: FastifyReply) => reply.redirect('/docs', 302));
}
