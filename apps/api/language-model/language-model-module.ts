import { Module } from '@nestjs/common';
import { ModelsModule } from '../models/models-module.ts';
import { LanguageModel } from './language-model.ts';

@Module({ imports: [ModelsModule], providers: [LanguageModel], exports: [LanguageModel] })
export class LanguageModelModule {}
