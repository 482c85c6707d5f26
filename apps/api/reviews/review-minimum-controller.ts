import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReviewMinimumView } from '@fermata/contracts/http';
import { ReviewMinimum } from '@fermata/contracts/values';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { ReviewTermsService } from './review-terms-service.ts';

@ApiTags('reviews')
@Controller('v1/review-minimum')
export class ReviewMinimumController {
  constructor(@Inject(ReviewTermsService) private readonly terms: ReviewTermsService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, ReviewMinimumView, 'Show the minimum review terms of the project')
  find(@CurrentPrincipal() principal: Principal) {
    return this.terms.minimum(principal);
  }

  @Put()
  @RequestExample(ReviewMinimum, {
    quorum: 1,
    reviewers: [],
    ownWorkAllowed: false,
    graceSeconds: 60,
  })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    ReviewMinimumView,
    'Set the minimum review terms of the project',
    'A track whose terms are below them is refused with a 422. An absent field demands nothing. Tracks that were ' +
      'accepted before keep their terms.',
  )
  set(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: ReviewMinimum }) terms: ReviewMinimum,
  ) {
    return this.terms.setMinimum(principal, terms);
  }
}
