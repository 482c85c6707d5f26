import { Module } from '@nestjs/common';
import { MaterialReader } from '@fermata/music';
import { MaterialService } from './material-service.ts';
import { MaterialsController } from './materials-controller.ts';
import { UploadSlots } from './upload-slots.ts';

@Module({
  controllers: [MaterialsController],
  providers: [
    MaterialService,
    UploadSlots,
    { provide: MaterialReader, useFactory: () => new MaterialReader() },
  ],
  exports: [MaterialService],
})
export class MaterialsModule {}
