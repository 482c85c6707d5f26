import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EventPage, EventQuery } from '@fermata/contracts/http';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { LastEventIdHeader } from '../http/request-headers.ts';
import { JsonResponse, TextResponse } from '../http/responses.ts';
import { EventService } from './event-service.ts';

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(EventService) private readonly events: EventService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    EventPage,
    'List the events of the project, oldest first',
    'Includes denied attempts and commands that arrived too late.',
  )
  page(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
  ) {
    return this.events.page(principal, query);
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
