import { Inject, Injectable } from '@nestjs/common';
import type { NewEvent } from '@fermata/contracts/events';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { CATALOGUE, CONFIG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { PerMinuteLimiter } from './per-minute-limiter.ts';
import type { Principal } from './principal.ts';
import { projectEvent } from './project-event.ts';

type RefusalEvent = Extract<
  NewEvent,
  { type: 'access.denied' | 'late-command.refused' | 'budget.exhausted' }
>;
type RefusalDetails = {
  [T in RefusalEvent['type']]: Pick<Extract<RefusalEvent, { type: T }>, 'type' | 'data'>;
}[RefusalEvent['type']];

/**
 * Records the refusals of the API itself. Events are permanent, so they are limited per actor and minute; further
 * refusals are only counted.
 */
@Injectable()
export class RefusalRecorder {
  readonly #limiter = new PerMinuteLimiter();

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'events'>,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  async record(principal: Principal, refusal: RefusalDetails): Promise<void> {
    const { projectId, actor } = principal;
    const { refusalEventsPerMinute } = this.config.limits;
    if (!this.#limiter.take(`${projectId} ${actor}`, refusalEventsPerMinute).taken)
      return this.metrics.unrecordedRefusals.inc({ type: refusal.type });
    await this.catalogue.events.appendNext({ ...projectEvent(principal), ...refusal });
  }
}
