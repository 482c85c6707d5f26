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
import { TrackLookup } from '../track-lookup/track-lookup.ts';
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
    'Show the costs of a track by step',
    'Includes failed attempts, and the savings by the cache.',
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
    'Report the costs of the project by day, step or track',
    'Days are UTC, `from` and `to` included; by default the last 30.',
  )
  report(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: CostQuery }) query: z.infer<typeof CostQuery>,
  ) {
    return this.costs.report(principal, query);
  }

  @Get('budget')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, BudgetView, 'Show the budget of the project and the costs of today')
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
    'Set the daily budget of the project',
    'In millionths of a euro; null for no limit. Once the costs of a day reach the budget, new work is refused ' +
      'with a 402 until the next day (UTC); work in progress continues.',
  )
  setBudget(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: BudgetRequest }) { perDay }: z.infer<typeof BudgetRequest>,
  ) {
    return this.costs.setBudget(principal, perDay);
  }

  @Get('cache')
  @Allow('operations')
  @JsonResponse(200, CacheView, 'Show the step cache of the project')
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
    'Evict the least recently used results, down to a budget',
    'Never removes files that a version, a candidate or a release needs.',
  )
  evict(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: EvictRequest }) request: z.infer<typeof EvictRequest>,
  ) {
    return this.costs.evict(principal, request);
  }
}
