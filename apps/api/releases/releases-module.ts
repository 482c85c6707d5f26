import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events-module.ts';
import { HttpModule } from '../http/http-module.ts';
import { MaterialsModule } from '../materials/materials-module.ts';
import { PartnersModule } from '../partners/partners-module.ts';
import { TracksModule } from '../tracks/tracks-module.ts';
import { WithdrawalsModule } from '../withdrawals/withdrawals-module.ts';
import { AmendmentService } from './amendment-service.ts';
import { RedeliveryService } from './redelivery-service.ts';
import { ReleaseCreationService } from './release-creation-service.ts';
import { ReleaseService } from './release-service.ts';
import { ReleasesController } from './releases-controller.ts';

@Module({
  imports: [
    ...[EventsModule, HttpModule, MaterialsModule],
    ...[PartnersModule, TracksModule, WithdrawalsModule],
  ],
  controllers: [ReleasesController],
  providers: [ReleaseService, ReleaseCreationService, AmendmentService, RedeliveryService],
})
export class ReleasesModule {}
