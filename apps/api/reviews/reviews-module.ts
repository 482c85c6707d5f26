import { Module } from '@nestjs/common';
import { EditsModule } from '../edits/edits-module.ts';
import { HttpModule } from '../http/http-module.ts';
import { ReviewMinimumController } from './review-minimum-controller.ts';
import { ReviewService } from './review-service.ts';
import { ReviewTermsService } from './review-terms-service.ts';
import { ReviewsController } from './reviews-controller.ts';

@Module({
  imports: [EditsModule, HttpModule],
  controllers: [ReviewsController, ReviewMinimumController],
  providers: [ReviewService, ReviewTermsService],
  exports: [ReviewTermsService],
})
export class ReviewsModule {}
