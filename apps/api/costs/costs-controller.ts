import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  BudgetRequest,
  BudgetView,
  CacheView,
  CostQuery,
  CostReportView,
  EvictionView,
  EvictRequest,
  TrackCostsView,
} from '@fermata/contracts/http';
import { TrackId } from '@fermata/contracts/values';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { TrackLookup } from '../http/track-lookup.ts';
import { CostService } from './cost-service.ts';

@ApiTags('costs')
@Controller('v1')
export class CostsController {
  constructor(
    @Inject(CostService) private readonly costs: CostService,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
  ) {}

  @Get('tracks/:trackId/costs')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    TrackCostsView,
    'What a track has cost, step by step',
    'With what the cache saved, and the attempts that failed.',
  )
  async ofTrack(
    @CurrentPrincipal() principal: Principal,
    @Param('trackId', { schema: TrackId }) trackId: string,
  ) {
    await this.lookup.assertExists(principal, trackId);
    return this.costs.forTrack(principal, trackId);
  }

  @Get('costs')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    CostReportView,
    'What the project has cost, by day, step or track',
    'Days are UTC, `from` and `to` included; the last 30 where none is named.',
  )
  report(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: CostQuery }) query: z.infer<typeof CostQuery>,
  ) {
    return this.costs.report(principal, query);
  }

  @Get('budget')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, BudgetView, 'What the project may spend today, and has spent')
  budget(@CurrentPrincipal() principal: Principal) {
    return this.costs.budget(principal);
  }

  @Put('budget')
  @RequestExample(BudgetRequest, { perDay: { micros: 2_500_000, currency: 'EUR' } })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    BudgetView,
    'Set what the project may spend in a day',
    'In hundredths of a euro; null for no limit. When a day’s spend has reached it, new work is refused with a 402 ' +
      'until the next day begins (UTC); work under way goes on.',
  )
  setBudget(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: BudgetRequest }) { perDay }: z.infer<typeof BudgetRequest>,
  ) {
    return this.costs.setBudget(principal, perDay);
  }

  @Get('cache')
  @Allow('operations')
  @JsonResponse(200, CacheView, 'What the step cache of the project holds')
  cache(@CurrentPrincipal() principal: Principal) {
    return this.costs.cache(principal);
  }

  @Post('cache/evict')
  @RequestExample(EvictRequest, {})
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    EvictionView,
    'Evict what was least recently used, down to a budget',
    'Never takes what a version, a candidate or a release needs.',
  )
  evict(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: EvictRequest }) request: z.infer<typeof EvictRequest>,
  ) {
    return this.costs.evict(principal, request);
  }
}
