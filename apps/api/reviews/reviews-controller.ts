import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  ApproveRequest,
  CommandResultView,
  DecisionRequest,
  ReviewPage,
  ReviewQuery,
  ReviewView,
  SendBackRequest,
  SignalTicket,
  SignalTicketRequest,
  UndoRequest,
} from '@fermata/contracts/http';
import { ReviewId } from '@fermata/contracts/values';
import { ROLES_FOR } from '@fermata/domain/track';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { ClientGone } from '../http/client-gone.ts';
import { CommandRoute } from '../http/command-route.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { OptionalIdempotencyKey } from '../http/request-headers.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { ReviewService } from './review-service.ts';

const id = { schema: ReviewId };

@ApiTags('reviews')
@Controller('v1/reviews')
export class ReviewsController {
  constructor(@Inject(ReviewService) private readonly reviews: ReviewService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    ReviewPage,
    'List reviews, newest first',
    'Those that still accept decisions, or all.',
  )
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReviewQuery }) query: z.infer<typeof ReviewQuery>,
  ) {
    return this.reviews.list(principal, query);
  }

  @Get(':reviewId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, ReviewView, 'Show a review')
  find(@CurrentPrincipal() principal: Principal, @Param('reviewId', id) reviewId: string) {
    return this.reviews.find(principal, reviewId);
  }

  @Post(':reviewId/approve')
  @RequestExample(ApproveRequest, {})
  @CommandRoute(
    'approve',
    'Approve the version',
    'Takes effect after the grace period. With `versionSha256`, only if that version is still under review. With ' +
      '`version`, an earlier version is approved in its place: see `earlierVersions` of the review. A refusal is a ' +
      '409 with its `reason`.',
  )
  approve(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: ApproveRequest }) request: z.infer<typeof ApproveRequest>,
    @ClientGone() clientGone: AbortSignal,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.reviews.decide(principal, reviewId, 'approve', request, { key, clientGone });
  }

  @Post(':reviewId/reject')
  @RequestExample(DecisionRequest, { note: 'not for us' })
  @CommandRoute('reject', 'Reject the version: the track is archived')
  reject(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: DecisionRequest }) request: z.infer<typeof DecisionRequest>,
    @ClientGone() clientGone: AbortSignal,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.reviews.decide(principal, reviewId, 'reject', request, { key, clientGone });
  }

  @Post(':reviewId/send-back')
  @RequestExample(SendBackRequest, { note: 'slower, without drums' })
  @CommandRoute(
    'send-back',
    'Send the version back: the note changes the next version',
    'The next version follows the `edits`, or those that the note is understood as; everything that they do not name ' +
      'stays as it is. See `/v1/tracks/{trackId}/edits/understand`. A note without any edit is a 422: use other ' +
      'words, or ask for another take with the edit `remake`.',
  )
  sendBack(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: SendBackRequest }) request: z.infer<typeof SendBackRequest>,
    @ClientGone() clientGone: AbortSignal,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.reviews.decide(principal, reviewId, 'send-back', request, { key, clientGone });
  }

  @Post(':reviewId/undo')
  @RequestExample(UndoRequest, {})
  @Allow(...ROLES_FOR.undo)
  @CommandQuota()
  @JsonResponse(200, CommandResultView, 'Undo your own decision before it takes effect')
  undo(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: UndoRequest }) request: z.infer<typeof UndoRequest>,
  ) {
    return this.reviews.undo(principal, reviewId, request);
  }

  @Post(':reviewId/ticket')
  @Allow(...ROLES_FOR.approve)
  @CommandQuota()
  @JsonResponse(
    200,
    SignalTicket,
    'Create a signed decision to paste into the Temporal UI',
    'The input of the signal `decision`. It is valid once and for some minutes; keep it as secret as a key.',
  )
  ticket(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: SignalTicketRequest }) request: z.infer<typeof SignalTicketRequest>,
    @ClientGone() clientGone: AbortSignal,
  ) {
    return this.reviews.ticket(principal, reviewId, request, clientGone);
  }
}
