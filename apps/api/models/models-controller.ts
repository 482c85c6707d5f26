import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  CanaryRequest,
  ModelChange,
  ModelList,
  ModelRecallRequest,
  ModelView,
  RecallView,
} from '@fermata/contracts/http';
import { ModelId } from '@fermata/contracts/values';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { idempotencyKeyHeader, RequiredIdempotencyKey } from '../http/request-headers.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { ModelService } from './model-service.ts';

const id = { schema: ModelId };

/** The models are those of the installation; the decisions about them are those of the caller's project. */
@ApiTags('models')
@Controller('v1/models')
export class ModelsController {
  constructor(@Inject(ModelService) private readonly models: ModelService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    ModelList,
    'List the models',
    'Everything that can interpret, compose or listen here: licence, price, limit, place of execution, and the state ' +
      'in the project. A model that nobody has decided about is active.',
  )
  list(@CurrentPrincipal() principal: Principal) {
    return this.models.list(principal);
  }

  @Get(':modelId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, ModelView, 'Show a model')
  show(@CurrentPrincipal() principal: Principal, @Param('modelId', id) modelId: string) {
    return this.models.show(principal, modelId);
  }

  @Post(':modelId/activate')
  @RequestExample(ModelChange, { reason: 'The canary was as good as its predecessor.' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    ModelView,
    'Use a model for all work of the project',
    'Also one that was deprecated. A repeat has no effect.',
  )
  activate(
    @CurrentPrincipal() principal: Principal,
    @Param('modelId', id) modelId: string,
    @Body({ schema: ModelChange }) change: z.infer<typeof ModelChange>,
  ) {
    return this.models.activate(principal, modelId, change);
  }

  @Post(':modelId/canary')
  @RequestExample(CanaryRequest, { reason: 'Compare it on a few briefs.', sharePercent: 10 })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    ModelView,
    'Use a model for a share of the briefs',
    'The text of a brief decides whether it is in the share: the same text always is, or never. The intent records ' +
      'it. A repeat has no effect; another share is another decision.',
  )
  startCanary(
    @CurrentPrincipal() principal: Principal,
    @Param('modelId', id) modelId: string,
    @Body({ schema: CanaryRequest }) request: z.infer<typeof CanaryRequest>,
  ) {
    return this.models.startCanary(principal, modelId, request);
  }

  @Post(':modelId/deprecate')
  @RequestExample(ModelChange, { reason: 'Version 2 understands more languages.' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    ModelView,
    'Stop using a model for new work',
    'Tracks that were made with it stay as they are. A model whose work nothing else does is refused: it can only be ' +
      'recalled. A repeat has no effect.',
  )
  deprecate(
    @CurrentPrincipal() principal: Principal,
    @Param('modelId', id) modelId: string,
    @Body({ schema: ModelChange }) change: z.infer<typeof ModelChange>,
  ) {
    return this.models.deprecate(principal, modelId, change);
  }

  @Post(':modelId/recall')
  @RequestExample(ModelRecallRequest, {
    reason: 'It was trained on a recording without a licence.',
    expectedTracks: 12,
  })
  @Allow('operations')
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(true))
  @JsonResponse(
    202,
    RecallView,
    'Recall everything that was made with a model, and never use it again',
    'As `POST /v1/recalls` with this model: `expectedTracks` must be the number of a dry run ' +
      '(`POST /v1/recall-dry-runs`). The model is recalled until the recall is lifted.',
  )
  recall(
    @CurrentPrincipal() principal: Principal,
    @RequiredIdempotencyKey() key: string,
    @Param('modelId', id) modelId: string,
    @Body({ schema: ModelRecallRequest }) request: z.infer<typeof ModelRecallRequest>,
  ) {
    return this.models.recall(principal, key, modelId, request);
  }
}
