import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  CommandAnswerView,
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
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { idempotencyKeyHeader, OptionalIdempotencyKey } from '../http/request-headers.ts';
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
    'Those that still take decisions, or all.',
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
  @RequestExample(DecisionRequest, {})
  @Allow(...ROLES_FOR.approve)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(
    200,
    CommandAnswerView,
    'Approve the version',
    'Takes effect after the grace time. With `versionSha256` only if that is still the version under review. ' +
      'A refusal is a 409 with its `reason`.',
  )
  approve(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: DecisionRequest }) request: z.infer<typeof DecisionRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.reviews.decide(principal, reviewId, 'approve', request, key);
  }

  @Post(':reviewId/reject')
  @RequestExample(DecisionRequest, { note: 'not for us' })
  @Allow(...ROLES_FOR.reject)
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(200, CommandAnswerView, 'Reject the version: the track is archived')
  reject(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: DecisionRequest }) request: z.infer<typeof DecisionRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.reviews.decide(principal, reviewId, 'reject', request, key);
  }

  @Post(':reviewId/send-back')
  @RequestExample(SendBackRequest, { note: 'slower, without drums' })
  @Allow(...ROLES_FOR['send-back'])
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(
    200,
    CommandAnswerView,
    'Send the version back: the note makes the next one',
    'With `remake` a part or a section is made again, and everything else of the next version is as it was, ' +
      'byte for byte.',
  )
  sendBack(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: SendBackRequest }) request: z.infer<typeof SendBackRequest>,
    @OptionalIdempotencyKey() key?: string,
  ) {
    return this.reviews.decide(principal, reviewId, 'send-back', request, key);
  }

  @Post(':reviewId/undo')
  @RequestExample(UndoRequest, {})
  @Allow(...ROLES_FOR.undo)
  @CommandQuota()
  @JsonResponse(200, CommandAnswerView, 'Take an own decision back, while it has not taken effect')
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
    'A signed decision to paste into the Temporal UI',
    'Send it as the input of the signal `decision`. Good once, for some minutes: keep it as you keep a key.',
  )
  ticket(
    @CurrentPrincipal() principal: Principal,
    @Param('reviewId', id) reviewId: string,
    @Body({ schema: SignalTicketRequest }) request: z.infer<typeof SignalTicketRequest>,
  ) {
    return this.reviews.ticket(principal, reviewId, request);
  }
}
