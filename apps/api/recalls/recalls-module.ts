import { Module } from '@nestjs/common';
import { RecallService } from './recall-service.ts';
import { RecallsController } from './recalls-controller.ts';

@Module({
  controllers: [RecallsController],
  providers: [RecallService],
})
export class RecallsModule {}
