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
  TrackId,
} from '@fermata/contracts';
import { Allow, PEOPLE } from '../auth/allow.ts';
import { TheViewer, type Viewer } from '../auth/viewer.ts';
import { Answers } from '../openapi/answers.ts';
import { ForCommands } from '../operations/rate-limits.ts';
import { TrackService } from '../tracks/track-service.ts';
import { CostService } from './cost-service.ts';

@ApiTags('costs')
@Controller('v1')
export class CostsController {
  readonly #costs: CostService;
  readonly #tracks: TrackService;
  constructor(@Inject(CostService) costs: CostService, @Inject(TrackService) tracks: TrackService) {
    this.#costs = costs;
    this.#tracks = tracks;
  }

  @Get('tracks/:trackId/costs')
  @Allow(...PEOPLE)
  @Answers(
    200,
    TrackCostsView,
    'What a track has cost, step by step',
    'With what the cache saved, and the attempts that failed.',
  )
  async ofTrack(
    @TheViewer() viewer: Viewer,
    @Param('trackId', { schema: TrackId }) trackId: string,
  ) {
    await this.#tracks.assertKnown(viewer, trackId);
    return this.#costs.ofTrack(viewer, trackId);
  }

  @Get('costs')
  @Allow(...PEOPLE)
  @Answers(
    200,
    CostReportView,
    'What the project has cost, by day, step or track',
    'Days are UTC, `from` and `to` included; the last 30 where none is named.',
  )
  report(
    @TheViewer() viewer: Viewer,
    @Query({ schema: CostQuery }) query: z.infer<typeof CostQuery>,
  ) {
    return this.#costs.report(viewer, query);
  }

  @Get('budget')
  @Allow(...PEOPLE)
  @Answers(200, BudgetView, 'What the project may spend today, and has spent')
  budget(@TheViewer() viewer: Viewer) {
    return this.#costs.budget(viewer);
  }

  @Put('budget')
  @Allow('operations')
  @ForCommands()
  @Answers(
    200,
    BudgetView,
    'Set what the project may spend in a day',
    'In hundredths of a euro; null for no limit. When a day’s spend has reached it, new work is refused with a 402 until the next day begins (UTC); work under way goes on.',
  )
  setBudget(
    @TheViewer() viewer: Viewer,
    @Body({ schema: BudgetRequest }) { dayMinor }: z.infer<typeof BudgetRequest>,
  ) {
    return this.#costs.setBudget(viewer, dayMinor);
  }

  @Get('cache')
  @Allow('operations')
  @Answers(200, CacheView, 'What the step cache of the project holds')
  cache(@TheViewer() viewer: Viewer) {
    return this.#costs.cache(viewer);
  }

  @Post('cache/evict')
  @Allow('operations')
  @ForCommands()
  @Answers(
    200,
    EvictionView,
    'Evict what was least recently used, down to a budget',
    'Never takes what a version, a candidate or a release needs.',
  )
  evict(
    @TheViewer() viewer: Viewer,
    @Body({ schema: EvictRequest }) request: z.infer<typeof EvictRequest>,
  ) {
    return this.#costs.evict(viewer, request);
  }
}
