import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { TracksModule } from '../tracks/tracks-module.ts';
import { ReleasesController } from './releases-controller.ts';

@Module({
  imports: [HttpModule, TracksModule],
  controllers: [ReleasesController],
})
export class ReleasesModule {}
