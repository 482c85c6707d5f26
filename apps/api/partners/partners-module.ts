import { Module } from '@nestjs/common';
import { InboxRelay } from './inbox-relay.ts';
import { InboxService } from './inbox-service.ts';
import { PartnersController } from './partners-controller.ts';
import { WebhookService } from './webhook-service.ts';

@Module({
  controllers: [PartnersController],
  providers: [InboxRelay, InboxService, WebhookService],
})
export class PartnersModule {}
