import { Module } from '@nestjs/common';
import { InboxService } from './inbox-service.ts';
import { PartnersController } from './partners-controller.ts';
import { WebhookService } from './webhook-service.ts';

@Module({
  controllers: [PartnersController],
  providers: [InboxService, WebhookService],
})
export class PartnersModule {}
