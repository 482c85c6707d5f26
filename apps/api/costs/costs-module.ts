import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { TrackLookupModule } from '../track-lookup/track-lookup-module.ts';
import { BudgetGuard } from './budget-guard.ts';
import { CostService } from './cost-service.ts';
import { CostsController } from './costs-controller.ts';

@Module({
  imports: [HttpModule, TrackLookupModule],
  controllers: [CostsController],
  providers: [BudgetGuard, CostService],
  exports: [BudgetGuard],
})
export class CostsModule {}
