import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { TrackLookupModule } from '../track-lookup/track-lookup-module.ts';
import { AsyncApiController } from './async-api-controller.ts';
import { EventNotifier } from './event-notifier.ts';
import { EventService } from './event-service.ts';
import { EventsController } from './events-controller.ts';

@Module({
  imports: [HttpModule, TrackLookupModule],
  controllers: [EventsController, AsyncApiController],
  providers: [EventNotifier, EventService],
  exports: [EventService],
})
export class EventsModule {}
