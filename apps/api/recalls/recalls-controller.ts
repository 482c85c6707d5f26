import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  LiftRecallRequest,
  RecallPage,
  RecallQuery,
  RecallRequest,
  RecallView,
} from '@fermata/contracts/http';
import { RecallId } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { idempotencyKeyHeader, RequiredIdempotencyKey } from '../http/request-headers.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { RecallService } from './recall-service.ts';

const id = { schema: RecallId };
const subject = { kind: 'model', name: 'theory', version: '1.0.0' } as const;

@ApiTags('recalls')
@Controller('v1/recalls')
export class RecallsController {
  constructor(@Inject(RecallService) private readonly recalls: RecallService) {}

  @Post()
  @RequestExample(RecallRequest, {
    subject,
    reason: 'It was trained on a recording without a licence.',
    expectedTracks: 12,
  })
  @Allow('operations')
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(true))
  @JsonResponse(
    202,
    RecallView,
    'Recall everything that was made with an engine or a model',
    'Withdraws the releases that partners have and stops running ones. Until it is lifted nothing made with the ' +
      'subject is approved, released or planned. `expectedTracks` must be the number of a dry run; otherwise it is ' +
      'refused as `stale` with the present one. A repeat with the same Idempotency-Key returns the same recall.',
  )
  start(
    @CurrentPrincipal() principal: Principal,
    @RequiredIdempotencyKey() key: string,
    @Body({ schema: RecallRequest }) request: RecallRequest,
  ) {
    return this.recalls.start(principal, key, request);
  }

  @Get()
  @Allow('operations')
  @JsonResponse(200, RecallPage, 'List the recalls, newest first')
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: RecallQuery }) query: z.infer<typeof RecallQuery>,
  ) {
    return this.recalls.list(principal, query);
  }

  @Get(':recallId')
  @Allow('operations')
  @JsonResponse(200, RecallView, 'Show a recall and its progress')
  find(@CurrentPrincipal() principal: Principal, @Param('recallId', id) recallId: string) {
    return this.recalls.show(principal, recallId);
  }

  @Post(':recallId/lift')
  @RequestExample(LiftRecallRequest, { reason: 'The licence was cleared.' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    RecallView,
    'Lift a recall',
    'Its tracks may be approved and released again. Withdrawals that were requested go on. A repeat has no effect.',
  )
  lift(
    @CurrentPrincipal() principal: Principal,
    @Param('recallId', id) recallId: string,
    @Body({ schema: LiftRecallRequest }) request: z.infer<typeof LiftRecallRequest>,
  ) {
    return this.recalls.lift(principal, recallId, request);
  }
}
