import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  AssetLinks,
  CommandAnswerView,
  CreateTrackRequest,
  EventPage,
  EventQuery,
  PickRequest,
  ReasonRequest,
  TrackAccepted,
  TrackPage,
  TrackQuery,
  TrackView,
  WithdrawAccepted,
  WithdrawRequest,
} from '@fermata/contracts/http';
import { Recipe, RecipeId, TrackId } from '@fermata/contracts/values';
import { ROLES_FOR } from '@fermata/domain/track';
import { EventService } from '../events/event-service.ts';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import {
  idempotencyKeyHeader,
  LastEventIdHeader,
  OptionalIdempotencyKey,
  RequiredIdempotencyKey,
} from '../http/request-headers.ts';
import { JsonResponse, RequestExample, TextResponse } from '../http/responses.ts';
import { AssetLinkService } from './asset-link-service.ts';
import { TrackService } from './track-service.ts';
import { WithdrawalService } from './withdrawal-service.ts';

const id = { schema: TrackId };

@ApiTags('tracks')
@Controller('v1')
export class TracksController {
  constructor(
    @Inject(TrackService) private readonly tracks: TrackService,
    @Inject(AssetLinkService) private readonly links: AssetLinkService,
    @Inject(WithdrawalService) private readonly withdrawals: WithdrawalService,
    @Inject(EventService) private readonly eventService: EventService,
  ) {}

  @Post('tracks')
  @RequestExample(CreateTrackRequest, {
    brief: { text: 'warm lo-fi bed for a study video', durationSeconds: 30 },
  })
  @Allow('creator', 'operations')
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(true))
  @ApiResponse({
    status: 200,
    description: 'This key was seen before, with the same body',
    standardSchema: TrackAccepted,
  })
  @JsonResponse(
    202,
    TrackAccepted,
    'Ask for a track',
    'From a brief, or from a preview: then its first candidate holds exactly the notes of the preview. ' +
      'Accepted when the workflow is held durably. The same Idempotency-Key with the same body answers ' +
      'the same track; with another body it is a 422.',
  )
  async create(
    @CurrentPrincipal() principal: Principal,
    @RequiredIdempotencyKey() key: string,
    @Body({ schema: CreateTrackRequest }) request: CreateTrackRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { status, ...accepted } = await this.tracks.create(principal, key, request);
    void reply.status(status);
    return accepted;
  }

  @Get('tracks')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, TrackPage, 'List tracks, newest first')
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: TrackQuery }) query: TrackQuery) {
    return this.tracks.list(principal, query);
  }

  @Get('tracks/:trackId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    z.union([TrackView, TrackAccepted]),
    'Show a track',
    'Until the first event is written (a moment after it was accepted) the answer is that of the 202.',
  )
  find(@CurrentPrincipal() principal: Principal, @Param('trackId', id) trackId: string) {
    return this.tracks.find(principal, trackId);
  }

  @Get('tracks/:trackId/events')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    EventPage,
    'What happened to a track, oldest first',
    'With its releases and withdrawals.',
  )
  events(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
  ) {
    return this.eventService.page(principal, query, trackId);
  }

  @Get('tracks/:trackId/events/stream')
  @Allow(...HUMAN_ROLES)
  @ApiHeader(LastEventIdHeader)
  @TextResponse(
    'text/event-stream',
    'Live events of a track',
    'Server-sent events from the beginning, or after `Last-Event-ID` / `cursor`. The id of each message is the cursor.',
  )
  stream(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    return this.eventService.stream(
      principal,
      { cursor: lastEventId ?? query.cursor, trackId },
      reply,
    );
  }

  @Get('tracks/:trackId/assets')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    AssetLinks,
    'Every file of a track, with links to download it',
    'Whoever has a link may read the file until the link expires.',
  )
  assets(@CurrentPrincipal() principal: Principal, @Param('trackId', id) trackId: string) {
    return this.links.list(principal, trackId);
  }

  @Post('tracks/:trackId/pick')
  @Allow(...ROLES_FOR.pick)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(200, CommandAnswerView, 'Pick the candidate that becomes the track')
  pick(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Body({ schema: PickRequest }) request: z.infer<typeof PickRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.tracks.pick(principal, trackId, request, key);
  }

  @Post('tracks/:trackId/hold')
  @RequestExample(ReasonRequest, { reason: 'listen to it first' })
  @Allow(...ROLES_FOR.hold)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(
    200,
    CommandAnswerView,
    'Hold the track: the step under way ends, the next one waits',
  )
  hold(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Body({ schema: ReasonRequest }) request: z.infer<typeof ReasonRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.tracks.hold(principal, trackId, request, key);
  }

  @Post('tracks/:trackId/resume')
  @Allow(...ROLES_FOR.resume)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(200, CommandAnswerView, 'Let a held track go on')
  resume(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.tracks.resume(principal, trackId, key);
  }

  @Post('tracks/:trackId/cancel')
  @RequestExample(ReasonRequest, { reason: 'the video was called off' })
  @Allow(...ROLES_FOR.cancel)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(
    200,
    CommandAnswerView,
    'Cancel the track; what was begun at a partner is taken back',
  )
  cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Body({ schema: ReasonRequest }) request: z.infer<typeof ReasonRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.tracks.cancel(principal, trackId, request, key);
  }

  @Post('tracks/:trackId/withdraw')
  @RequestExample(WithdrawRequest, { reason: 'a wrong title' })
  @Allow(...ROLES_FOR.withdraw)
  @CommandQuota()
  @JsonResponse(
    202,
    WithdrawAccepted,
    'Take a track down wherever a partner still holds it',
    'By a workflow of its own; asked again while it runs, it is the same one, and a new one after one that failed; ' +
      'refused as `late` when the track is withdrawn.',
  )
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Body({ schema: WithdrawRequest }) request: z.infer<typeof WithdrawRequest>,
  ) {
    return this.withdrawals.withdraw(principal, trackId, request);
  }

  @Get('recipes/:recipeId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, Recipe, 'Show a recipe: all that makes a piece of audio')
  recipe(
    @CurrentPrincipal() principal: Principal,
    @Param('recipeId', { schema: RecipeId }) recipeId: string,
  ) {
    return this.tracks.recipe(principal, recipeId);
  }
}
