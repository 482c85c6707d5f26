import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { LanguageModelModule } from '../language-model/language-model-module.ts';
import { ModelsModule } from '../models/models-module.ts';
import { TrackLookupModule } from '../track-lookup/track-lookup-module.ts';
import { EditService } from './edit-service.ts';
import { EditsController } from './edits-controller.ts';

@Module({
  imports: [HttpModule, LanguageModelModule, ModelsModule, TrackLookupModule],
  controllers: [EditsController],
  providers: [EditService],
  exports: [EditService],
})
export class EditsModule {}
