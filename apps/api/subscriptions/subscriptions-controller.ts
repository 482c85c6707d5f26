import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EventId } from '@fermata/contracts/events';
import {
  MessageAttemptPage,
  MessageAttemptQuery,
  ReplayAccepted,
  SubscriptionChange,
  SubscriptionList,
  SubscriptionRemoved,
  SubscriptionRequest,
  SubscriptionView,
  SubscriptionWithSecret,
} from '@fermata/contracts/http';
import { SubscriptionId } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { SubscriptionService } from './subscription-service.ts';

const id = { schema: SubscriptionId };

@ApiTags('subscriptions')
@Controller('v1/subscriptions')
export class SubscriptionsController {
  constructor(@Inject(SubscriptionService) private readonly subscriptions: SubscriptionService) {}

  @Post()
  @RequestExample(SubscriptionRequest, {
    url: 'https://crm.example/fermata',
    types: ['track.published', 'release.ended'],
  })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    201,
    SubscriptionWithSecret,
    'Subscribe a URL to events of the project',
    'The response has the secret that signs its messages (Standard Webhooks); it is not shown again. Without `types` ' +
      'the subscriber gets all events, and without `after` those from now on. The URL must be https on the public ' +
      'internet.',
  )
  create(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: SubscriptionRequest }) request: SubscriptionRequest,
  ) {
    return this.subscriptions.create(principal, request);
  }

  @Get()
  @Allow('operations')
  @JsonResponse(200, SubscriptionList, 'List the subscriptions of the project')
  list(@CurrentPrincipal() principal: Principal) {
    return this.subscriptions.list(principal);
  }

  @Get(':subscriptionId')
  @Allow('operations')
  @JsonResponse(200, SubscriptionView, 'Show a subscription')
  find(
    @CurrentPrincipal() principal: Principal,
    @Param('subscriptionId', id) subscriptionId: string,
  ) {
    return this.subscriptions.find(principal, subscriptionId);
  }

  @Patch(':subscriptionId')
  @RequestExample(SubscriptionChange, { status: 'paused' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    SubscriptionView,
    'Change, pause or resume a subscription',
    'A paused one keeps its place: made active, it sends the messages that waited. `active` also ends a disabled ' +
      'state and tries waiting messages at once.',
  )
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('subscriptionId', id) subscriptionId: string,
    @Body({ schema: SubscriptionChange }) changes: SubscriptionChange,
  ) {
    return this.subscriptions.change(principal, subscriptionId, changes);
  }

  @Delete(':subscriptionId')
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(200, SubscriptionRemoved, 'Remove a subscription with its log of attempts')
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param('subscriptionId', id) subscriptionId: string,
  ) {
    await this.subscriptions.remove(principal, subscriptionId);
    return { subscriptionId };
  }

  @Post(':subscriptionId/rotate-secret')
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    SubscriptionWithSecret,
    'Make a new secret',
    'For 24 hours every message has two signatures, of the new secret and of the previous one.',
  )
  rotateSecret(
    @CurrentPrincipal() principal: Principal,
    @Param('subscriptionId', id) subscriptionId: string,
  ) {
    return this.subscriptions.rotateSecret(principal, subscriptionId);
  }

  @Get(':subscriptionId/attempts')
  @Allow('operations')
  @JsonResponse(
    200,
    MessageAttemptPage,
    'List the attempts to send messages, newest first',
    'Of the last 30 days.',
  )
  attempts(
    @CurrentPrincipal() principal: Principal,
    @Param('subscriptionId', id) subscriptionId: string,
    @Query({ schema: MessageAttemptQuery }) query: z.infer<typeof MessageAttemptQuery>,
  ) {
    return this.subscriptions.attempts(principal, subscriptionId, query);
  }

  @Post(':subscriptionId/messages/:eventId/replay')
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    202,
    ReplayAccepted,
    'Send an event again',
    'Any event of the project, with the same id. It is tried once, out of order.',
  )
  replay(
    @CurrentPrincipal() principal: Principal,
    @Param('subscriptionId', id) subscriptionId: string,
    @Param('eventId', { schema: EventId }) eventId: string,
  ) {
    return this.subscriptions.replay(principal, subscriptionId, eventId);
  }
}
