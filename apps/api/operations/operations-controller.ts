import { HealthView } from '@fermata/contracts';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowEverybody } from '../auth/allow.ts';
import { METRICS } from '../doors/tokens.ts';
import { Answers, AnswersText } from '../openapi/answers.ts';
import { HealthService } from './health-service.ts';
import type { Metrics } from './metrics.ts';

@ApiTags('operations')
@AllowEverybody()
@Controller()
export class OperationsController {
  readonly #health: HealthService;
  readonly #metrics: Metrics;
  constructor(@Inject(HealthService) health: HealthService, @Inject(METRICS) metrics: Metrics) {
    this.#health = health;
    this.#metrics = metrics;
  }

  @Get('health/live')
  @Answers(200, HealthView, 'Does the process run?')
  live() {
    return this.#health.live();
  }

  @Get('health/ready')
  @ApiResponse({ status: 503, description: 'A part is away; `checks` names it', standardSchema: HealthView })
  @Answers(200, HealthView, 'Can requests be served? Asks PostgreSQL, S3 and Temporal')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const health = await this.#health.ready();
    if (health.status === 'failing') void reply.status(503);
    return health;
  }

  @Get('metrics')
  @AnswersText('text/plain', 'Figures for Prometheus')
  async metrics(@Res() reply: FastifyReply) {
    void reply.type(this.#metrics.registry.contentType).send(await this.#metrics.registry.metrics());
  }
}
