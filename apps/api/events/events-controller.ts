import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EventPage, EventQuery } from '@fermata/contracts';
import { Allow, PEOPLE } from '../auth/allow.ts';
import { TheViewer, type Viewer } from '../auth/viewer.ts';
import { Answers, AnswersText } from '../openapi/answers.ts';
import { CursorHeader } from '../tracks/headers.ts';
import { EventService } from './event-service.ts';

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  readonly #events: EventService;
  constructor(@Inject(EventService) events: EventService) {
    this.#events = events;
  }

  @Get()
  @Allow(...PEOPLE)
  @Answers(
    200,
    EventPage,
    'Everything that happened in the project, oldest first',
    'With denied attempts and commands that came too late.',
  )
  page(
    @TheViewer() viewer: Viewer,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
  ) {
    return this.#events.page(viewer, query);
  }

  @Get('stream')
  @Allow(...PEOPLE)
  @ApiHeader(CursorHeader)
  @AnswersText(
    'text/event-stream',
    'Live events of the project',
    'Server-sent events from now on, or after `Last-Event-ID` / `cursor` (0: from the beginning).',
  )
  stream(
    @TheViewer() viewer: Viewer,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    return this.#events.stream(viewer, { cursor: lastEventId ?? query.cursor }, reply);
  }
}
