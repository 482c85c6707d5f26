import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  DeclineRequest,
  InboxPage,
  InboxQuery,
  InboxWebhook,
  InboxWebhookDetails,
} from '@fermata/contracts/http';
import { PartnerName, WebhookId } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { InboxService } from './inbox-service.ts';

const partnerName = { schema: PartnerName };
const id = { schema: WebhookId };

@ApiTags('partners')
@Controller('v1/inbox')
export class InboxController {
  constructor(@Inject(InboxService) private readonly inbox: InboxService) {}

  @Get()
  @Allow('operations')
  @JsonResponse(
    200,
    InboxPage,
    'List the webhooks that no workflow has got, newest first',
    'Those that wait; undeliverable ones, which arrived too late or match no offer; and unreadable ones, which do ' +
      'not match the contract: the reason names the field and the rule.',
  )
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: InboxQuery }) query: z.infer<typeof InboxQuery>,
  ) {
    return this.inbox.list(principal, query);
  }

  @Get(':partner/:webhookId')
  @Allow('operations')
  @JsonResponse(200, InboxWebhookDetails, 'Show a webhook of a partner')
  find(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', partnerName) partner: string,
    @Param('webhookId', id) webhookId: string,
  ) {
    return this.inbox.find(principal, partner, webhookId);
  }

  @Post(':partner/:webhookId/replay')
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    202,
    InboxWebhook,
    'Hand a webhook to the relay again',
    'One that waits is tried now, without a second effect. Refused for one that has reached its workflow.',
  )
  replay(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', partnerName) partner: string,
    @Param('webhookId', id) webhookId: string,
  ) {
    return this.inbox.replay(principal, partner, webhookId);
  }

  @Post(':partner/:webhookId/decline')
  @RequestExample(DeclineRequest, { reason: 'The partner sells it under a contract until 2027.' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    202,
    InboxWebhook,
    "Decline a partner's request for a takedown",
    'For a request that a person decides about; to grant it, withdraw the track. The partner is answered within 10 ' +
      'minutes. A repeat has no further effect.',
  )
  decline(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', partnerName) partner: string,
    @Param('webhookId', id) webhookId: string,
    @Body({ schema: DeclineRequest }) request: z.infer<typeof DeclineRequest>,
  ) {
    return this.inbox.decline(principal, partner, webhookId, request);
  }
}
