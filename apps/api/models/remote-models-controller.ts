import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RemoteModelsRequest, RemoteModelsView } from '@fermata/contracts/http';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { RemoteModelsService } from './remote-models-service.ts';

@ApiTags('project')
@Controller('v1/project/remote-models')
export class RemoteModelsController {
  constructor(@Inject(RemoteModelsService) private readonly remote: RemoteModelsService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    RemoteModelsView,
    'Show whether the project uses models that run on other machines',
  )
  show(@CurrentPrincipal() principal: Principal) {
    return this.remote.show(principal);
  }

  @Put()
  @RequestExample(RemoteModelsRequest, { allowed: false, reason: 'The contract forbids it.' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    RemoteModelsView,
    'Allow or refuse models that run on other machines',
    'If they are not allowed, no text and no music of the project leaves this machine for a model, and an intent ' +
      'names the models that were left out for it. A repeat has no effect; it may change the reason.',
  )
  set(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: RemoteModelsRequest }) request: z.infer<typeof RemoteModelsRequest>,
  ) {
    return this.remote.set(principal, request);
  }
}
