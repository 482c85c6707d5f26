import { type DynamicModule, Module } from '@nestjs/common';
import { AccountModule } from './account/account-module.ts';
import { AuditModule } from './audit/audit-module.ts';
import { BriefsModule } from './briefs/briefs-module.ts';
import { CostsModule } from './costs/costs-module.ts';
import { EditsModule } from './edits/edits-module.ts';
import { EventsModule } from './events/events-module.ts';
import { HttpModule } from './http/http-module.ts';
import {
  type Infrastructure,
  InfrastructureModule,
} from './infrastructure/infrastructure-module.ts';
import { MaterialsModule } from './materials/materials-module.ts';
import { ModelsModule } from './models/models-module.ts';
import { MonitoringModule } from './monitoring/monitoring-module.ts';
import { OpenTracksModule } from './open-tracks/open-tracks-module.ts';
import { PartnersModule } from './partners/partners-module.ts';
import { PreviewsModule } from './previews/previews-module.ts';
import { ProfileModule } from './profile/profile-module.ts';
import { ProjectHoldModule } from './project-hold/project-hold-module.ts';
import { RecallsModule } from './recalls/recalls-module.ts';
import { ReleasesModule } from './releases/releases-module.ts';
import { ReviewsModule } from './reviews/reviews-module.ts';
import { SubscriptionsModule } from './subscriptions/subscriptions-module.ts';
import { TracksModule } from './tracks/tracks-module.ts';

@Module({})
export class ApiModule {
  static register(infrastructure: Infrastructure): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        InfrastructureModule.register(infrastructure),
        HttpModule,
        BriefsModule,
        TracksModule,
        ReviewsModule,
        EditsModule,
        ReleasesModule,
        RecallsModule,
        ModelsModule,
        EventsModule,
        PreviewsModule,
        MaterialsModule,
        PartnersModule,
        OpenTracksModule,
        ProfileModule,
        ProjectHoldModule,
        SubscriptionsModule,
        AccountModule,
        AuditModule,
        CostsModule,
        MonitoringModule,
      ],
    };
  }
}
