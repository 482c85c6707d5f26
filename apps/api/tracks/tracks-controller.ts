import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  AssetLinks,
  AssetQuery,
  CompareQuery,
  CreateTrackRequest,
  EventPage,
  EventQuery,
  PickRequest,
  ReasonRequest,
  TrackAccepted,
  TrackPage,
  TrackQuery,
  TrackView,
  VersionComparison,
  WithdrawAccepted,
  WithdrawRequest,
} from '@fermata/contracts/http';
import { Recipe, RecipeId, TrackId } from '@fermata/contracts/values';
import { REQUESTER_ROLES, ROLES_FOR } from '@fermata/domain/track';
import { EventService } from '../events/event-service.ts';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { whenClientGone } from '../http/client-gone.ts';
import { CommandRoute } from '../http/command-route.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import {
  idempotencyKeyHeader,
  LastEventIdHeader,
  OptionalIdempotencyKey,
  RequiredIdempotencyKey,
} from '../http/request-headers.ts';
import { JsonResponse, RequestExample, TextResponse } from '../http/responses.ts';
import { WithdrawalService } from '../withdrawals/withdrawal-service.ts';
import { AssetLinkService } from './asset-link-service.ts';
import { ComparisonService } from './comparison-service.ts';
import { TrackCommandService } from './track-command-service.ts';
import { TrackRequestService } from './track-request-service.ts';
import { TrackService } from './track-service.ts';

const id = { schema: TrackId };

@ApiTags('tracks')
@Controller('v1')
export class TracksController {
  constructor(
    @Inject(TrackService) private readonly tracks: TrackService,
    @Inject(TrackRequestService) private readonly requests: TrackRequestService,
    @Inject(TrackCommandService) private readonly commands: TrackCommandService,
    @Inject(AssetLinkService) private readonly links: AssetLinkService,
    @Inject(ComparisonService) private readonly comparisons: ComparisonService,
    @Inject(WithdrawalService) private readonly withdrawals: WithdrawalService,
    @Inject(EventService) private readonly eventService: EventService,
  ) {}

  @Post('tracks')
  @RequestExample(CreateTrackRequest, {
    brief: { text: 'warm lo-fi bed for a study video', durationSeconds: 30 },
  })
  @Allow(...REQUESTER_ROLES)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(true))
  @ApiResponse({
    status: 200,
    description: 'A repeat: the same key and body were accepted before',
    standardSchema: TrackAccepted,
  })
  @JsonResponse(
    202,
    TrackAccepted,
    'Request a track',
    'From a brief with three candidates, or from a preview, which by default is the only candidate. Accepted once ' +
      'the workflow is stored durably. A repeat of Idempotency-Key and body returns the same track; the key with ' +
      'another body is a 422.',
  )
  async create(
    @CurrentPrincipal() principal: Principal,
    @RequiredIdempotencyKey() key: string,
    @Body({ schema: CreateTrackRequest }) request: CreateTrackRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { status, ...accepted } = await this.requests.create(
      principal,
      key,
      request,
      whenClientGone(reply),
    );
    void reply.status(status);
    return accepted;
  }

  @Get('tracks')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    TrackPage,
    'List tracks, newest first',
    'Those that meet all conditions. `text`: words in any order, in title, brief, style, mood, key, tempo or tags; ' +
      'case, accents and normalisation do not matter. `tag`: repeated or with commas. `tempo`: `78` or `70-90`. ' +
      '`person`: who requested, picked or decided. `from`, `to`: days in UTC.',
  )
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: TrackQuery }) query: TrackQuery) {
    return this.tracks.list(principal, query);
  }

  @Get('tracks/:trackId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    z.union([TrackView, TrackAccepted]),
    'Show a track',
    'Until the first event is written, a moment after acceptance, the response is that of the 202.',
  )
  find(@CurrentPrincipal() principal: Principal, @Param('trackId', id) trackId: string) {
    return this.tracks.find(principal, trackId);
  }

  @Get('tracks/:trackId/events')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    EventPage,
    'List the events of a track, oldest first',
    'Includes its releases and withdrawals.',
  )
  events(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
  ) {
    return this.eventService.page(principal, query, { trackId });
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
    'List the files of a track, with download links',
    'The newest version first, and audio before other files. A link works for anyone who has it, until it expires; ' +
      'a browser plays audio.',
  )
  assets(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Query({ schema: AssetQuery }) query: AssetQuery,
  ) {
    return this.links.list(principal, trackId, query);
  }

  @Get('tracks/:trackId/compare')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    VersionComparison,
    'Compare two versions of a track',
    'The differences of their recipes, and for each version a link to listen, its loudness, and the gain at which ' +
      'both are equally loud: the quieter one stays as it is. A louder version sounds better only because it is ' +
      'louder.',
  )
  compare(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Query({ schema: CompareQuery }) { versions }: CompareQuery,
  ) {
    return this.comparisons.compare(principal, trackId, versions);
  }

  @Post('tracks/:trackId/pick')
  @CommandRoute('pick', 'Pick the candidate that becomes the track')
  pick(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Body({ schema: PickRequest }) request: z.infer<typeof PickRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.commands.pick(principal, trackId, request, key);
  }

  @Post('tracks/:trackId/hold')
  @RequestExample(ReasonRequest, { reason: 'listen to it first' })
  @CommandRoute('hold', 'Hold the track: the current step finishes, the next one waits')
  hold(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Body({ schema: ReasonRequest }) request: z.infer<typeof ReasonRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.commands.hold(principal, trackId, request, key);
  }

  @Post('tracks/:trackId/resume')
  @CommandRoute('resume', 'Resume a held track')
  resume(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.commands.resume(principal, trackId, key);
  }

  @Post('tracks/:trackId/start')
  @CommandRoute(
    'start',
    'Start the release of an approved track that waits for its date or a request',
    'Refused in every other stage, as `recalled` while a recall concerns its version, and while the track is held.',
  )
  start(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.commands.start(principal, trackId, key);
  }

  @Post('tracks/:trackId/cancel')
  @RequestExample(ReasonRequest, { reason: 'the video was called off' })
  @CommandRoute(
    'cancel',
    'Cancel the track; offers that were begun are withdrawn',
    'While the track is being published, the response has `outcomeOpen` if it is not known within seconds whether ' +
      'the release went on sale first: see the stage of the track. Refused as `late` when it did.',
  )
  cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', id) trackId: string,
    @Body({ schema: ReasonRequest }) request: z.infer<typeof ReasonRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.commands.cancel(principal, trackId, request, key);
  }

  @Post('tracks/:trackId/withdraw')
  @RequestExample(WithdrawRequest, { reason: 'a wrong title' })
  @Allow(...ROLES_FOR.withdraw)
  @CommandQuota()
  @JsonResponse(
    202,
    WithdrawAccepted,
    'Take a track down at all partners that still have it',
    'Starts a workflow. A repeat while it runs returns the same workflow; after a failed one it starts a new one. ' +
      'Refused as `late` when the track is withdrawn.',
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
  @JsonResponse(200, Recipe, 'Show a recipe: everything that produces a piece of audio')
  recipe(
    @CurrentPrincipal() principal: Principal,
    @Param('recipeId', { schema: RecipeId }) recipeId: string,
  ) {
    return this.tracks.recipe(principal, recipeId);
  }
}
