import { Module } from '@nestjs/common';
import { ListeningLinks } from './listening-links.ts';
import { OpenReleaseService } from './open-release-service.ts';
import { OpenReleasesController } from './open-releases-controller.ts';
import { OpenTrackService } from './open-track-service.ts';
import { OpenTracksController } from './open-tracks-controller.ts';

@Module({
  controllers: [OpenTracksController, OpenReleasesController],
  providers: [OpenTrackService, OpenReleaseService, ListeningLinks],
})
export class OpenTracksModule {}
