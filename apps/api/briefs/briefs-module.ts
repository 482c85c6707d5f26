import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { LanguageModelModule } from '../language-model/language-model-module.ts';
import { ModelsModule } from '../models/models-module.ts';
import { BriefService } from './brief-service.ts';
import { BriefsController } from './briefs-controller.ts';

@Module({
  imports: [HttpModule, LanguageModelModule, ModelsModule],
  controllers: [BriefsController],
  providers: [BriefService],
  exports: [BriefService],
})
export class BriefsModule {}
