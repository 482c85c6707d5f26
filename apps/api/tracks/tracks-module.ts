import { Module } from '@nestjs/common';
import { BriefsModule } from '../briefs/briefs-module.ts';
import { CostsModule } from '../costs/costs-module.ts';
import { EventsModule } from '../events/events-module.ts';
import { HttpModule } from '../http/http-module.ts';
import { MaterialsModule } from '../materials/materials-module.ts';
import { PartnersModule } from '../partners/partners-module.ts';
import { PreviewsModule } from '../previews/previews-module.ts';
import { ReviewsModule } from '../reviews/reviews-module.ts';
import { TrackLookupModule } from '../track-lookup/track-lookup-module.ts';
import { WithdrawalsModule } from '../withdrawals/withdrawals-module.ts';
import { AssetLinkService } from './asset-link-service.ts';
import { ComparisonService } from './comparison-service.ts';
import { TrackCommandService } from './track-command-service.ts';
import { TrackRequestService } from './track-request-service.ts';
import { TrackService } from './track-service.ts';
import { TracksController } from './tracks-controller.ts';

@Module({
  imports: [
    ...[BriefsModule, CostsModule, EventsModule, HttpModule, MaterialsModule],
    ...[PartnersModule, PreviewsModule, ReviewsModule, TrackLookupModule, WithdrawalsModule],
  ],
  controllers: [TracksController],
  providers: [
    ...[AssetLinkService, ComparisonService],
    ...[TrackCommandService, TrackRequestService, TrackService],
  ],
  exports: [TrackCommandService],
})
export class TracksModule {}
