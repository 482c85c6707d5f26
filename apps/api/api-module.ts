import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { AccountController } from './account/account-controller.ts';
import type { ApiConfig } from './config.ts';
import { BudgetGuard } from './costs/budget-guard.ts';
import { CostService } from './costs/cost-service.ts';
import { CostsController } from './costs/costs-controller.ts';
import { EventNotifier } from './events/event-notifier.ts';
import { EventService } from './events/event-service.ts';
import { EventsController } from './events/events-controller.ts';
import { Commands } from './http/commands.ts';
import { ContractPipe } from './http/contract-pipe.ts';
import { KeyCache } from './http/key-cache.ts';
import { KeyGuard } from './http/key-guard.ts';
import type { Metrics } from './http/metrics.ts';
import { ProblemFilter } from './http/problem-filter.ts';
import { ActorQuotas } from './http/rate-limits.ts';
import { RefusalRecorder } from './http/refusal-recorder.ts';
import { ResponseInterceptor } from './http/responses.ts';
import {
  ASSETS,
  CATALOGUE,
  CONFIG,
  LOG,
  METRICS,
  TEMPORAL,
} from './infrastructure/injection-tokens.ts';
import type { TemporalGateway } from './infrastructure/temporal-gateway.ts';
import { MaterialService } from './materials/material-service.ts';
import { MaterialsController } from './materials/materials-controller.ts';
import { HealthService } from './operations/health-service.ts';
import { MetricsService } from './operations/metrics-service.ts';
import { OperationsController } from './operations/operations-controller.ts';
import { InboxRelay } from './partners/inbox-relay.ts';
import { InboxService } from './partners/inbox-service.ts';
import { PartnersController } from './partners/partners-controller.ts';
import { WebhookService } from './partners/webhook-service.ts';
import { PreviewService } from './previews/preview-service.ts';
import { PreviewsController } from './previews/previews-controller.ts';
import { ReviewService } from './reviews/review-service.ts';
import { ReviewsController } from './reviews/reviews-controller.ts';
import { TrackService } from './tracks/track-service.ts';
import { TracksController } from './tracks/tracks-controller.ts';

export type ApiDependencies = {
  catalogue: Catalogue;
  assets: AssetStore;
  temporal: TemporalGateway;
  config: ApiConfig;
  log: Logger;
  metrics: Metrics;
};

@Module({})
export class ApiModule {
  static register({
    catalogue,
    assets,
    temporal,
    config,
    log,
    metrics,
  }: ApiDependencies): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        TracksController,
        ReviewsController,
        EventsController,
        PreviewsController,
        MaterialsController,
        PartnersController,
        AccountController,
        CostsController,
        OperationsController,
      ],
      providers: [
        { provide: CATALOGUE, useValue: catalogue },
        { provide: ASSETS, useValue: assets },
        { provide: TEMPORAL, useValue: temporal },
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        { provide: METRICS, useValue: metrics },
        KeyCache,
        ActorQuotas,
        RefusalRecorder,
        BudgetGuard,
        CostService,
        Commands,
        MaterialService,
        TrackService,
        ReviewService,
        PreviewService,
        EventNotifier,
        EventService,
        WebhookService,
        InboxService,
        InboxRelay,
        HealthService,
        MetricsService,
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_PIPE, useClass: ContractPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: ResponseInterceptor },
      ],
    };
  }
}
