import { Module } from '@nestjs/common';
import { RecallDryRunsController } from './recall-dry-runs-controller.ts';
import { RecallService } from './recall-service.ts';
import { RecallsController } from './recalls-controller.ts';

@Module({
  controllers: [RecallsController, RecallDryRunsController],
  providers: [RecallService],
  exports: [RecallService],
})
export class RecallsModule {}
