import { Module } from '@nestjs/common';
import { MaterialService } from './material-service.ts';
import { MaterialsController } from './materials-controller.ts';

@Module({
  controllers: [MaterialsController],
  providers: [MaterialService],
  exports: [MaterialService],
})
export class MaterialsModule {}
