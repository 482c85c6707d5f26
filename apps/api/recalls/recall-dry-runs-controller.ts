import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RecallDryRun, RecallDryRunRequest } from '@fermata/contracts/http';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { RecallService } from './recall-service.ts';

/** A path of its own: below `/v1/recalls/` it would be one of the recalls. */
@ApiTags('recalls')
@Controller('v1/recall-dry-runs')
export class RecallDryRunsController {
  constructor(@Inject(RecallService) private readonly recalls: RecallService) {}

  @Post()
  @RequestExample(RecallDryRunRequest, {
    subject: { kind: 'model', name: 'theory', version: '1.0.0' },
  })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    RecallDryRun,
    'Count the tracks and releases that a recall would concern',
    'Those whose current version was made with an engine or a model, by the effect of the recall on them, and the ' +
      'first 100 by id; and the releases with them that it withdraws or stops, also those of several recordings. ' +
      'Changes nothing.',
  )
  dryRun(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: RecallDryRunRequest }) request: z.infer<typeof RecallDryRunRequest>,
  ) {
    return this.recalls.dryRun(principal, request);
  }
}
