import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { RecallsModule } from '../recalls/recalls-module.ts';
import { ModelChoices } from './model-choices.ts';
import { ModelService } from './model-service.ts';
import { ModelsController } from './models-controller.ts';
import { RemoteModelsController } from './remote-models-controller.ts';
import { RemoteModelsService } from './remote-models-service.ts';

@Module({
  imports: [HttpModule, RecallsModule],
  controllers: [ModelsController, RemoteModelsController],
  providers: [ModelChoices, ModelService, RemoteModelsService],
  exports: [ModelChoices],
})
export class ModelsModule {}
