import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { TrackLookupModule } from '../track-lookup/track-lookup-module.ts';
import { DeclaredGoneController } from './declared-gone-controller.ts';
import { DeclaredGoneService } from './declared-gone-service.ts';
import { WithdrawalService } from './withdrawal-service.ts';

/** The routes that request a withdrawal are those of tracks and releases. */
@Module({
  imports: [HttpModule, TrackLookupModule],
  controllers: [DeclaredGoneController],
  providers: [DeclaredGoneService, WithdrawalService],
  exports: [WithdrawalService],
})
export class WithdrawalsModule {}
