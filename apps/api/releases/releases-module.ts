import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { TracksModule } from '../tracks/tracks-module.ts';
import { AmendmentService } from './amendment-service.ts';
import { ReleaseService } from './release-service.ts';
import { ReleasesController } from './releases-controller.ts';

@Module({
  imports: [HttpModule, TracksModule],
  controllers: [ReleasesController],
  providers: [ReleaseService, AmendmentService],
})
export class ReleasesModule {}
