import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http-module.ts';
import { ReviewService } from './review-service.ts';
import { ReviewsController } from './reviews-controller.ts';

@Module({
  imports: [HttpModule],
  controllers: [ReviewsController],
  providers: [ReviewService],
})
export class ReviewsModule {}
