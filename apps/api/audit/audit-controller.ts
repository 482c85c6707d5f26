import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AuditQuery, CheckpointKeysView, CheckpointPage, LogPage } from '@fermata/contracts/http';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { JsonResponse } from '../http/responses.ts';
import { AuditService } from './audit-service.ts';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(@Inject(AuditService) private readonly audit: AuditService) {}

  @Get('log')
  @Allow('operations')
  @JsonResponse(
    200,
    LogPage,
    'The event log with everything that its hashes cover',
    'In the order of positions. Events of other projects appear with their hashes only.',
  )
  log(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: AuditQuery }) query: z.infer<typeof AuditQuery>,
  ) {
    return this.audit.log(principal, query);
  }

  @Get('checkpoints')
  @Allow('operations')
  @JsonResponse(200, CheckpointPage, 'The signed checkpoints of the event log, oldest first')
  checkpoints(@Query({ schema: AuditQuery }) query: z.infer<typeof AuditQuery>) {
    return this.audit.checkpoints(query);
  }

  @Get('keys')
  @Allow('operations')
  @JsonResponse(
    200,
    CheckpointKeysView,
    'The public keys that sign checkpoints',
    'An auditor compares them with those received from another source.',
  )
  keys() {
    return this.audit.keys();
  }
}
