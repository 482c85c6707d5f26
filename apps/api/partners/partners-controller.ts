import { Body, Controller, Get, Headers, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PartnerName, PartnerWebhook } from '@fermata/contracts';
import { Allow, AllowEverybody } from '../auth/allow.ts';
import { TheViewer, type Viewer } from '../auth/viewer.ts';
import { Answers } from '../openapi/answers.ts';
import { jsonSchemaOf } from '../openapi/json-schema.ts';
import { ForWebhooks } from '../operations/rate-limits.ts';
import { InboxService, UndeliverablePage, UndeliverableQuery } from './inbox-service.ts';
import { WebhookService } from './webhook-service.ts';

const Received = z.object({ received: z.enum(['new', 'seen']) }).meta({ id: 'WebhookReceived' });

@ApiTags('partners')
@Controller('v1/partners')
export class PartnersController {
  readonly #webhooks: WebhookService;
  readonly #inbox: InboxService;
  constructor(
    @Inject(WebhookService) webhooks: WebhookService,
    @Inject(InboxService) inbox: InboxService,
  ) {
    this.#webhooks = webhooks;
    this.#inbox = inbox;
  }

  @Post(':partner/webhooks')
  @AllowEverybody()
  @ForWebhooks()
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
  @Answers(
    200,
    Received,
    'What a partner tells us',
    'Signed as Standard Webhooks says, at most 300 seconds old. Answered when it is written down; the same id again changes nothing.',
  )
  receive(
    @Param('partner', { schema: PartnerName }) partner: string,
    @Headers('webhook-id') id: string | undefined,
    @Headers('webhook-timestamp') timestamp: string | undefined,
    @Headers('webhook-signature') signature: string | undefined,
    @Body() body: unknown,
  ) {
    return this.#webhooks.receive(
      partner,
      { id, timestamp, signature },
      Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    );
  }

  @Get('inbox/undeliverable')
  @Allow('operations')
  @Answers(
    200,
    UndeliverablePage,
    'What partners told us too late, or about nothing we know',
    'Newest first.',
  )
  undeliverable(
    @TheViewer() viewer: Viewer,
    @Query({ schema: UndeliverableQuery }) query: z.infer<typeof UndeliverableQuery>,
  ) {
    return this.#inbox.undeliverable(viewer, query);
  }
}
