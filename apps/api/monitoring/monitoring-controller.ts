import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HealthView } from '@fermata/contracts/http';
import { AllowAnonymous, AllowLocal, RespondsWithin } from '../http/allow.ts';
import { JsonResponse, TextResponse } from '../http/responses.ts';
import { HealthService } from './health-service.ts';
import { MetricsService } from './metrics-service.ts';

/** A key that was used within ten minutes is found without the catalogue. */
const KEY_LOOKUP_MS = 2_000;

@ApiTags('monitoring')
@AllowAnonymous()
@Controller()
export class MonitoringController {
  constructor(
    @Inject(HealthService) private readonly health: HealthService,
    @Inject(MetricsService) private readonly metricsService: MetricsService,
  ) {}

  @Get('health/live')
  @JsonResponse(200, HealthView, 'Check that the process runs')
  live() {
    return this.health.live();
  }

  @Get('health/ready')
  @ApiResponse({
    status: 503,
    description: 'A service is unavailable; `checks` names it',
    standardSchema: HealthView,
  })
  @JsonResponse(200, HealthView, 'Check that PostgreSQL, S3 and Temporal answer')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const health = await this.health.ready();
    if (health.status === 'failing') void reply.status(503);
    return health;
  }

  @Get('metrics')
  @AllowLocal('operations')
  // Metrics are read when the catalogue does not answer, too.
  @RespondsWithin(() => KEY_LOOKUP_MS)
  @TextResponse(
    'text/plain',
    'Metrics of this process and of the whole catalogue, for Prometheus',
    'They name every project. FERMATA_METRICS may allow callers on this machine without a key.',
  )
  async metrics(@Res() reply: FastifyReply) {
    const { contentType, text } = await this.metricsService.exposition();
    void reply.type(contentType).send(text);
  }
}
