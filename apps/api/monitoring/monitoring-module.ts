import { Module } from '@nestjs/common';
import { HealthService } from './health-service.ts';
import { MetricsService } from './metrics-service.ts';
import { MonitoringController } from './monitoring-controller.ts';

@Module({
  controllers: [MonitoringController],
  providers: [HealthService, MetricsService],
})
export class MonitoringModule {}
