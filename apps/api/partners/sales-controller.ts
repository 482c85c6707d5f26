import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { FetchedSales, FetchSalesRequest } from '@fermata/contracts/http';
import { PartnerName } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { SalesService } from './sales-service.ts';

@ApiTags('partners')
@Controller('v1/partners/:partner/sales')
export class SalesController {
  constructor(@Inject(SalesService) private readonly sales: SalesService) {}

  @Post()
  @RequestExample(FetchSalesRequest, { period: '2026-11' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    FetchedSales,
    'Fetch the sales of a partner for a month or a day',
    'They are put into the inbox, and from there kept like reported usage: each line once. A repeat changes nothing. ' +
      'If `finished` is false, the same request goes on where this one ended, also after a crash; `failure` is the ' +
      'reason if the partner did not answer.',
  )
  fetch(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', { schema: PartnerName }) partner: string,
    @Body({ schema: FetchSalesRequest }) request: z.infer<typeof FetchSalesRequest>,
  ) {
    return this.sales.fetch(principal, partner, request);
  }
}
