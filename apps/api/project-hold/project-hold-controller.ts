import { Body, Controller, Delete, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ProjectHoldRequest, ProjectHoldView } from '@fermata/contracts/http';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { ProjectHoldService } from './project-hold-service.ts';

@ApiTags('project')
@Controller('v1/project/hold')
export class ProjectHoldController {
  constructor(@Inject(ProjectHoldService) private readonly holds: ProjectHoldService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, ProjectHoldView, 'Show whether the releases of the project are held')
  show(@CurrentPrincipal() principal: Principal) {
    return this.holds.show(principal);
  }

  @Put()
  @RequestExample(ProjectHoldRequest, { reason: 'the distribution contract is being checked' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    ProjectHoldView,
    'Hold the releases of the project',
    'Reservations, deliveries and confirmations wait at every partner until the project is resumed; a step that runs ' +
      'finishes. Production, reviews and withdrawals go on. A repeat may change the reason.',
  )
  hold(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: ProjectHoldRequest }) { reason }: z.infer<typeof ProjectHoldRequest>,
  ) {
    return this.holds.hold(principal, reason);
  }

  @Delete()
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    ProjectHoldView,
    'Resume the releases of the project',
    'Steps that wait go on within seconds. Without a hold nothing changes.',
  )
  resume(@CurrentPrincipal() principal: Principal) {
    return this.holds.resume(principal);
  }
}
