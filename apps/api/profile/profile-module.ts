import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { ProfileController } from './profile-controller.ts';
import { ProfileService } from './profile-service.ts';

@Module({ imports: [HttpModule], controllers: [ProfileController], providers: [ProfileService] })
export class ProfileModule {}
