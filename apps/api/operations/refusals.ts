import { Inject, Injectable } from '@nestjs/common';
import type { NewEvent } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import type { Viewer } from '../auth/viewer.ts';
import type { ApiConfig } from '../config.ts';
import { CATALOGUE, CONFIG, METRICS } from '../doors/tokens.ts';
import { projectEvent } from '../events/project-event.ts';
import type { Metrics } from './metrics.ts';
import { PerMinute } from './per-minute.ts';

type Refusal = Extract<
  NewEvent,
  { type: 'access.denied' | 'late-command.refused' | 'budget.exhausted' }
>;
type Said = {
  [T in Refusal['type']]: Pick<Extract<Refusal, { type: T }>, 'type' | 'data'>;
}[Refusal['type']];

/** Writes down what the API itself refuses. Events stay for good, so that each actor gets only so many of them a minute; the rest is counted. */
@Injectable()
export class Refusals {
  readonly #catalogue: Catalogue;
  readonly #metrics: Metrics;
  readonly #perMinute: number;
  readonly #written = new PerMinute();
  constructor(
    @Inject(CATALOGUE) catalogue: Catalogue,
    @Inject(METRICS) metrics: Metrics,
    @Inject(CONFIG) config: ApiConfig,
  ) {
    this.#catalogue = catalogue;
    this.#metrics = metrics;
    this.#perMinute = config.limits.refusalEventsPerMinute;
  }

  async record(viewer: Viewer, refusal: Said): Promise<void> {
    const { projectId, actor } = viewer;
    if (!this.#written.take(`${projectId} ${actor}`, this.#perMinute).taken)
      return this.#metrics.refusalsUnwritten.inc({ type: refusal.type });
    await this.#catalogue.events.appendNext({ ...projectEvent(viewer), ...refusal });
  }
}
