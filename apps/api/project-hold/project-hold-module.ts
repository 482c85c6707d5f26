import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { ProjectHoldController } from './project-hold-controller.ts';
import { ProjectHoldService } from './project-hold-service.ts';

@Module({
  imports: [HttpModule],
  controllers: [ProjectHoldController],
  providers: [ProjectHoldService],
})
export class ProjectHoldModule {}
