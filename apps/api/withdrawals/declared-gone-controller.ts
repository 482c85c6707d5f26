import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DeclaredGone, DeclareGoneRequest } from '@fermata/contracts/http';
import { ReleaseId } from '@fermata/contracts/values';
import { ROLES_FOR } from '@fermata/domain/track';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { DeclaredGoneService } from './declared-gone-service.ts';

@ApiTags('releases')
@Controller('v1/releases/:releaseId/declare-gone')
export class DeclaredGoneController {
  constructor(@Inject(DeclaredGoneService) private readonly declared: DeclaredGoneService) {}

  @Post()
  @RequestExample(DeclareGoneRequest, {
    partner: 'sandbox',
    reason: 'The shop has closed; its receiver confirms by letter that nothing is on sale.',
  })
  @Allow(...ROLES_FOR['declare-gone'])
  @CommandQuota()
  @JsonResponse(
    202,
    DeclaredGone,
    'Declare that a partner has nothing of a release any more',
    'For a partner that does not show it itself. Refused as `not-now` unless a withdrawal from this partner has ' +
      'failed, and as `twice` if the partner has shown it. The event `offer.declared-gone` names the person and the ' +
      'reason, and the withdrawal ends.',
  )
  declare(
    @CurrentPrincipal() principal: Principal,
    @Param('releaseId', { schema: ReleaseId }) releaseId: string,
    @Body({ schema: DeclareGoneRequest }) request: z.infer<typeof DeclareGoneRequest>,
  ) {
    return this.declared.declare(principal, releaseId, request);
  }
}
