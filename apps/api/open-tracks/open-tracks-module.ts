import { Module } from '@nestjs/common';
import { OpenReleaseService } from './open-release-service.ts';
import { OpenReleasesController } from './open-releases-controller.ts';
import { OpenTrackService } from './open-track-service.ts';
import { OpenTracksController } from './open-tracks-controller.ts';
import { PreviewLinks } from './preview-links.ts';

@Module({
  controllers: [OpenTracksController, OpenReleasesController],
  providers: [OpenTrackService, OpenReleaseService, PreviewLinks],
})
export class OpenTracksModule {}
