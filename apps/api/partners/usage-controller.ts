import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { FetchedUsage, FetchUsageRequest } from '@fermata/contracts/http';
import { PartnerName } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { UsageService } from './usage-service.ts';

@ApiTags('partners')
@Controller('v1/partners/:partner/usage')
export class UsageController {
  constructor(@Inject(UsageService) private readonly usage: UsageService) {}

  @Post()
  @RequestExample(FetchUsageRequest, { period: '2026-11' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    FetchedUsage,
    'Fetch the usage that a partner states for a month or a day',
    'It is put into the inbox, and from there kept like reported usage: each line once. A repeat changes nothing. ' +
      'If `finished` is false, the same request goes on where this one ended, also after a crash; `failure` is the ' +
      'reason if the partner did not answer.',
  )
  fetch(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', { schema: PartnerName }) partner: string,
    @Body({ schema: FetchUsageRequest }) request: z.infer<typeof FetchUsageRequest>,
  ) {
    return this.usage.fetch(principal, partner, request);
  }
}
