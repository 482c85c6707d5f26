import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HealthView } from '@fermata/contracts/http';
import { AllowAnonymous, AllowLocal } from '../http/allow.ts';
import { JsonResponse, TextResponse } from '../http/responses.ts';
import { HealthService } from './health-service.ts';
import { MetricsService } from './metrics-service.ts';

@ApiTags('operations')
@AllowAnonymous()
@Controller()
export class OperationsController {
  constructor(
    @Inject(HealthService) private readonly health: HealthService,
    @Inject(MetricsService) private readonly metricsService: MetricsService,
  ) {}

  @Get('health/live')
  @JsonResponse(200, HealthView, 'Does the process run?')
  live() {
    return this.health.live();
  }

  @Get('health/ready')
  @ApiResponse({
    status: 503,
    description: 'A service is away; `checks` names it',
    standardSchema: HealthView,
  })
  @JsonResponse(200, HealthView, 'Can requests be served? Asks PostgreSQL, S3 and Temporal')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const health = await this.health.ready();
    if (health.status === 'failing') void reply.status(503);
    return health;
  }

  @Get('metrics')
  @AllowLocal('operations')
  @TextResponse(
    'text/plain',
    'Figures for Prometheus: of this process, and of the whole catalogue',
    'They name every project: a caller on this machine needs no key.',
  )
  async metrics(@Res() reply: FastifyReply) {
    const { contentType, text } = await this.metricsService.exposition();
    void reply.type(contentType).send(text);
  }
}
