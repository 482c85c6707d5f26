import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { TrackLookupModule } from '../track-lookup/track-lookup-module.ts';
import { WithdrawalService } from './withdrawal-service.ts';

/** Without routes: tracks and releases have those. */
@Module({
  imports: [HttpModule, TrackLookupModule],
  providers: [WithdrawalService],
  exports: [WithdrawalService],
})
export class WithdrawalsModule {}
