import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  AssetLinks,
  CommandAnswerView,
  EventPage,
  EventQuery,
  PickRequest,
  ReasonRequest,
  Recipe,
  RecipeId,
  TrackAccepted,
  TrackId,
  TrackOrder,
  TrackPage,
  TrackQuery,
  TrackView,
  WithdrawAccepted,
  WithdrawRequest,
} from '@fermata/contracts';
import { Allow, PEOPLE } from '../auth/allow.ts';
import { TheViewer, type Viewer } from '../auth/viewer.ts';
import { EventService } from '../events/event-service.ts';
import { Answers, AnswersText } from '../openapi/answers.ts';
import { ForCommands } from '../operations/rate-limits.ts';
import { ROLES_FOR } from './allowed-actions.ts';
import { CursorHeader, keyHeader, OptionalKey, RequestKey } from './headers.ts';
import { TrackService } from './track-service.ts';

const id = { schema: TrackId };

@ApiTags('tracks')
@Controller('v1')
export class TracksController {
  readonly #tracks: TrackService;
  readonly #events: EventService;
  constructor(
    @Inject(TrackService) tracks: TrackService,
    @Inject(EventService) events: EventService,
  ) {
    this.#tracks = tracks;
    this.#events = events;
  }

  @Post('tracks')
  @Allow('creator', 'operations')
  @ForCommands()
  @ApiHeader(keyHeader(true))
  @ApiResponse({
    status: 200,
    description: 'This key was seen before, with the same body',
    standardSchema: TrackAccepted,
  })
  @Answers(
    202,
    TrackAccepted,
    'Ask for a track',
    'From a brief, or from a preview: then its first candidate holds exactly the notes of the preview. Accepted when the workflow is held durably. The same Idempotency-Key with the same body answers the same track; with another body it is a 422.',
  )
  async create(
    @TheViewer() viewer: Viewer,
    @RequestKey() key: string,
    @Body({ schema: TrackOrder }) request: TrackOrder,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { status, ...accepted } = await this.#tracks.create(viewer, key, request);
    void reply.status(status);
    return accepted;
  }

  @Get('tracks')
  @Allow(...PEOPLE)
  @Answers(200, TrackPage, 'List tracks, newest first')
  list(@TheViewer() viewer: Viewer, @Query({ schema: TrackQuery }) query: TrackQuery) {
    return this.#tracks.list(viewer, query);
  }

  @Get('tracks/:trackId')
  @Allow(...PEOPLE)
  @Answers(
    200,
    z.union([TrackView, TrackAccepted]),
    'Show a track',
    'Until the first event is written (a moment after it was accepted) the answer is that of the 202.',
  )
  find(@TheViewer() viewer: Viewer, @Param('trackId', id) trackId: string) {
    return this.#tracks.find(viewer, trackId);
  }

  @Get('tracks/:trackId/events')
  @Allow(...PEOPLE)
  @Answers(
    200,
    EventPage,
    'What happened to a track, oldest first',
    'With its releases and withdrawals.',
  )
  events(
    @TheViewer() viewer: Viewer,
    @Param('trackId', id) trackId: string,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
  ) {
    return this.#events.page(viewer, query, trackId);
  }

  @Get('tracks/:trackId/events/stream')
  @Allow(...PEOPLE)
  @ApiHeader(CursorHeader)
  @AnswersText(
    'text/event-stream',
    'Live events of a track',
    'Server-sent events from the beginning, or after `Last-Event-ID` / `cursor`. The id of each message is the cursor.',
  )
  stream(
    @TheViewer() viewer: Viewer,
    @Param('trackId', id) trackId: string,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    return this.#events.stream(viewer, { cursor: lastEventId ?? query.cursor, trackId }, reply);
  }

  @Get('tracks/:trackId/assets')
  @Allow(...PEOPLE)
  @Answers(
    200,
    AssetLinks,
    'Every file of a track, with links to download it',
    'Whoever has a link may read the file until the link expires.',
  )
  assets(@TheViewer() viewer: Viewer, @Param('trackId', id) trackId: string) {
    return this.#tracks.assets(viewer, trackId);
  }

  @Post('tracks/:trackId/pick')
  @Allow(...ROLES_FOR.pick)
  @ForCommands()
  @ApiHeader(keyHeader(false))
  @Answers(200, CommandAnswerView, 'Pick the candidate that becomes the track')
  pick(
    @TheViewer() viewer: Viewer,
    @Param('trackId', id) trackId: string,
    @Body({ schema: PickRequest }) request: z.infer<typeof PickRequest>,
    @OptionalKey() key?: string,
  ) {
    return this.#tracks.pick(viewer, trackId, request, key);
  }

  @Post('tracks/:trackId/hold')
  @Allow(...ROLES_FOR.hold)
  @ForCommands()
  @ApiHeader(keyHeader(false))
  @Answers(200, CommandAnswerView, 'Hold the track: the step under way ends, the next one waits')
  hold(
    @TheViewer() viewer: Viewer,
    @Param('trackId', id) trackId: string,
    @Body({ schema: ReasonRequest }) request: z.infer<typeof ReasonRequest>,
    @OptionalKey() key?: string,
  ) {
    return this.#tracks.hold(viewer, trackId, request, key);
  }

  @Post('tracks/:trackId/resume')
  @Allow(...ROLES_FOR.resume)
  @ForCommands()
  @ApiHeader(keyHeader(false))
  @Answers(200, CommandAnswerView, 'Let a held track go on')
  resume(
    @TheViewer() viewer: Viewer,
    @Param('trackId', id) trackId: string,
    @OptionalKey() key?: string,
  ) {
    return this.#tracks.resume(viewer, trackId, key);
  }

  @Post('tracks/:trackId/cancel')
  @Allow(...ROLES_FOR.cancel)
  @ForCommands()
  @ApiHeader(keyHeader(false))
  @Answers(200, CommandAnswerView, 'Cancel the track; what was begun at a partner is taken back')
  cancel(
    @TheViewer() viewer: Viewer,
    @Param('trackId', id) trackId: string,
    @Body({ schema: ReasonRequest }) request: z.infer<typeof ReasonRequest>,
    @OptionalKey() key?: string,
  ) {
    return this.#tracks.cancel(viewer, trackId, request, key);
  }

  @Post('tracks/:trackId/withdraw')
  @Allow(...ROLES_FOR.withdraw)
  @ForCommands()
  @Answers(
    202,
    WithdrawAccepted,
    'Take a track down wherever a partner still holds it',
    'By a workflow of its own; asked again while it runs, it is the same one, and a new one after one that failed; refused as `late` when the track is withdrawn.',
  )
  withdraw(
    @TheViewer() viewer: Viewer,
    @Param('trackId', id) trackId: string,
    @Body({ schema: WithdrawRequest }) request: z.infer<typeof WithdrawRequest>,
  ) {
    return this.#tracks.withdraw(viewer, trackId, request);
  }

  @Get('recipes/:recipeId')
  @Allow(...PEOPLE)
  @Answers(200, Recipe, 'Show a recipe: all that makes a piece of audio')
  recipe(@TheViewer() viewer: Viewer, @Param('recipeId', { schema: RecipeId }) recipeId: string) {
    return this.#tracks.recipe(viewer, recipeId);
  }
}
