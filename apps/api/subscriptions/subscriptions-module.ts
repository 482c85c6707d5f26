import { Module } from '@nestjs/common';
import { SubscriptionService } from './subscription-service.ts';
import { SubscriptionsController } from './subscriptions-controller.ts';

@Module({
  controllers: [SubscriptionsController],
  providers: [SubscriptionService],
})
export class SubscriptionsModule {}
