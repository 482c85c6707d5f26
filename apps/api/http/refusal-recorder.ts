import { Inject, Injectable } from '@nestjs/common';
import type { NewEvent } from '@fermata/contracts/events';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { CATALOGUE, CONFIG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from './metrics.ts';
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

/** Writes down what the API itself refuses. Events stay for good, so that each actor gets only so many of them a minute; the rest is counted. */
@Injectable()
export class RefusalRecorder {
  readonly #catalogue: Catalogue;
  readonly #metrics: Metrics;
  readonly #perMinute: number;
  readonly #limiter = new PerMinuteLimiter();
  constructor(
    @Inject(CATALOGUE) catalogue: Catalogue,
    @Inject(METRICS) metrics: Metrics,
    @Inject(CONFIG) config: ApiConfig,
  ) {
    this.#catalogue = catalogue;
    this.#metrics = metrics;
    this.#perMinute = config.limits.refusalEventsPerMinute;
  }

  async record(principal: Principal, refusal: RefusalDetails): Promise<void> {
    const { projectId, actor } = principal;
    if (!this.#limiter.take(`${projectId} ${actor}`, this.#perMinute).taken)
      return this.#metrics.unrecordedRefusals.inc({ type: refusal.type });
    await this.#catalogue.events.appendNext({ ...projectEvent(principal), ...refusal });
  }
}
