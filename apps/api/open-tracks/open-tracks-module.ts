import { Module } from '@nestjs/common';
import { OpenTrackService } from './open-track-service.ts';
import { OpenTracksController } from './open-tracks-controller.ts';

@Module({ controllers: [OpenTracksController], providers: [OpenTrackService] })
export class OpenTracksModule {}
