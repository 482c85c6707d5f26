import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  CLOUD_EVENT_BATCH_MEDIA_TYPE,
  eventSchema,
  eventSchemas,
  type EventType,
} from '@fermata/contracts/events';
import {
  CloudEventBatch,
  EventListQuery,
  EventPage,
  EventQuery,
  EventSchema,
  EventSchemas,
  EventTypeParameter,
} from '@fermata/contracts/http';
import { Allow, AllowAnonymous, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { LastEventIdHeader } from '../http/request-headers.ts';
import { JsonResponse, JsonResponses, TextResponse } from '../http/responses.ts';
import { EventService } from './event-service.ts';

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(EventService) private readonly events: EventService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponses(
    { 'application/json': EventPage, [CLOUD_EVENT_BATCH_MEDIA_TYPE]: CloudEventBatch },
    'List the events of the project, oldest first',
    'Includes denied attempts and commands that arrived too late. With `after` (the id of an event, or 0 for the ' +
      'beginning) the response is an array of CloudEvents, the same that subscribers get; it is empty at the end.',
  )
  async page(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: EventListQuery }) query: z.infer<typeof EventListQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { after, cursor, limit } = query;
    if (after === undefined) return this.events.page(principal, { cursor, limit });
    void reply.type(CLOUD_EVENT_BATCH_MEDIA_TYPE);
    return this.events.cloudEvents(principal, after, limit);
  }

  @Get('schemas')
  @AllowAnonymous()
  @JsonResponse(
    200,
    EventSchemas,
    'Show the JSON Schema of the data of every event type',
    'The last part of each `$id` is its version. Ignore fields and types that you do not know.',
  )
  schemas() {
    return eventSchemas();
  }

  @Get('schemas/:type')
  @AllowAnonymous()
  @JsonResponse(200, EventSchema, 'Show the JSON Schema of the data of an event type')
  schema(@Param('type', { schema: EventTypeParameter }) type: EventType) {
    return eventSchema(type);
  }

  @Get('stream')
  @Allow(...HUMAN_ROLES)
  @ApiHeader(LastEventIdHeader)
  @TextResponse(
    'text/event-stream',
    'Live events of the project',
    'Server-sent events from now on, or after `Last-Event-ID` / `cursor` (0: from the beginning).',
  )
  stream(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    return this.events.stream(principal, { cursor: lastEventId ?? query.cursor }, reply);
  }
}
