import { Module } from '@nestjs/common';
import { HealthService } from './health-service.ts';
import { MetricsService } from './metrics-service.ts';
import { OperationsController } from './operations-controller.ts';

@Module({
  controllers: [OperationsController],
  providers: [HealthService, MetricsService],
})
export class OperationsModule {}
