import { Controller, Inject, Param, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { WebhookReceived } from '@fermata/contracts/http';
import { PartnerName, PartnerWebhook } from '@fermata/contracts/values';
import { AllowAnonymous } from '../http/allow.ts';
import { jsonSchemaOf } from '../http/json-schema.ts';
import { DocumentedJsonResponse } from '../http/responses.ts';
import { WebhookService } from './webhook-service.ts';

@ApiTags('partners')
@Controller('v1/partners')
export class PartnersController {
  constructor(@Inject(WebhookService) private readonly webhooks: WebhookService) {}

  @Post(':partner/webhooks')
  @AllowAnonymous()
  @RouteConfig({ rawBody: true })
  @ApiHeader({ name: 'webhook-id', required: true, schema: { type: 'string' } })
  @ApiHeader({
    name: 'webhook-timestamp',
    required: true,
    description: 'Unix seconds',
    schema: { type: 'string' },
  })
  @ApiHeader({
    name: 'webhook-signature',
    required: true,
    description: 'Standard Webhooks: v1,<base64>',
    schema: { type: 'string' },
  })
  @ApiBody({ schema: jsonSchemaOf(PartnerWebhook, 'input') })
  @DocumentedJsonResponse(
    200,
    WebhookReceived,
    'Receive a webhook of a partner',
    'Signed according to Standard Webhooks, at most 300 seconds old. The response follows after the message is ' +
      'stored; a repeated id changes nothing. A signed message that does not match the contract is kept for people ' +
      'to look at, and answered with 422: the field, and the rule.',
  )
  receive(
    @Param('partner', { schema: PartnerName }) partner: string,
    // The whole request: Nest pipes each parameter, which adds up on this route.
    @Req() { ip, headers, body }: FastifyRequest,
  ) {
    const header = (name: string): string | undefined => [headers[name]].flat()[0];
    return this.webhooks.receive(
      partner,
      {
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
      },
      Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      ip,
    );
  }
}
