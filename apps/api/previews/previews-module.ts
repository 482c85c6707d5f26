import { Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { BriefsModule } from '../briefs/briefs-module.ts';
import type { ApiConfig } from '../config.ts';
import { CostsModule } from '../costs/costs-module.ts';
import { CONFIG, LOG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { ModelsModule } from '../models/models-module.ts';
import { CostQueue } from './cost-queue.ts';
import { DefaultPreviews } from './default-previews.ts';
import { FallbackPreviews } from './fallback-previews.ts';
import { FreshPreviews } from './fresh-previews.ts';
import { PreviewClient } from './preview-client.ts';
import { PreviewMemory } from './preview-memory.ts';
import { PreviewPresenter } from './preview-presenter.ts';
import { PreviewService } from './preview-service.ts';
import { PreviewSessions } from './preview-sessions.ts';
import { PreviewsController } from './previews-controller.ts';
import { WriteBehindQueue } from './write-behind-queue.ts';

@Module({
  imports: [BriefsModule, CostsModule, ModelsModule],
  controllers: [PreviewsController],
  providers: [
    CostQueue,
    DefaultPreviews,
    FallbackPreviews,
    FreshPreviews,
    PreviewClient,
    PreviewMemory,
    PreviewPresenter,
    PreviewService,
    PreviewSessions,
    {
      provide: WriteBehindQueue,
      inject: [CONFIG, LOG, METRICS],
      useFactory: ({ limits }: ApiConfig, log: Logger, metrics: Metrics) =>
        new WriteBehindQueue(
          { jobs: limits.previewWrites, jobsOfProject: limits.previewWritesOfProject },
          log,
          () => metrics.discardedPreviewWrites.inc(),
        ),
    },
  ],
  exports: [PreviewService],
})
export class PreviewsModule {}
