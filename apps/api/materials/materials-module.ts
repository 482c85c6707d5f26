import { Module } from '@nestjs/common';
import { MaterialReader } from '@fermata/music';
import { MaterialResolver } from './material-resolver.ts';
import { MaterialService } from './material-service.ts';
import { MaterialsController } from './materials-controller.ts';
import { UploadSlots } from './upload-slots.ts';

@Module({
  controllers: [MaterialsController],
  providers: [
    MaterialResolver,
    MaterialService,
    UploadSlots,
    { provide: MaterialReader, useFactory: () => new MaterialReader() },
  ],
  exports: [MaterialResolver],
})
export class MaterialsModule {}
