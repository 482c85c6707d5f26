import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '@fermata/contracts/http';
import { toComponents } from './json-schema.ts';
import { OPENAPI_EXAMPLES } from './openapi-examples.ts';
import { KEY_LOCATION_HINT } from './key-location-hint.ts';

const exampleByOperation = new Map<string, object>(Object.entries(OPENAPI_EXAMPLES));
const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;

/** OpenAPI 3.1, made from the routes and the schemas that they parse with. */
function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Fermata')
    .setDescription(
      'From a sentence to the shops, held where a person must decide. Every error is a problem as RFC 9457 says.\n\n**Your key:** every route under `/v1` but the webhooks wants one of your project (*Authorize*, without the word Bearer). ' +
        `${KEY_LOCATION_HINT}.`,
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
    },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      const body =
        operation?.requestBody && 'content' in operation.requestBody
          ? operation.requestBody.content['application/json']
          : undefined;
      const example = exampleByOperation.get(operation?.operationId ?? '');
      if (body && example) body.example = example;
      if (operation)
        operation.responses = {
          ...operation.responses,
          default: {
            description: 'A problem',
            content: {
              'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
            },
          },
        };
    }
  }
  return document;
}

/** `/openapi.json`, and at `/docs` a page to try it whose files come from here alone; `/` leads there. */
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
