import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { HealthView } from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { withTimeout } from '../http/with-timeout.ts';
import { ASSETS, CATALOGUE, LOG, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';

type Health = z.infer<typeof HealthView>;
const CHECK_TIMEOUT_MS = 3_000;

@Injectable()
export class HealthService {
  readonly #services: Record<string, () => Promise<void>>;
  readonly #log: Logger;
  constructor(
    @Inject(CATALOGUE) catalogue: Catalogue,
    @Inject(ASSETS) assets: AssetStore,
    @Inject(TEMPORAL) temporal: TemporalGateway,
    @Inject(LOG) log: Logger,
  ) {
    this.#services = {
      postgres: () => catalogue.ping(),
      s3: () => assets.ping(),
      temporal: () => temporal.ping(),
    };
    this.#log = log;
  }

  live(): Health {
    return { status: 'ok', checks: {} };
  }

  /** Asks every service that a request needs, at once; names what fails, without its internals. */
  async ready(): Promise<Health> {
    const checks = Object.fromEntries(
      await Promise.all(
        Object.entries(this.#services).map(
          async ([name, ping]) => [name, await this.#check(name, ping)] as const,
        ),
      ),
    );
    return { status: Object.values(checks).every((check) => check.ok) ? 'ok' : 'failing', checks };
  }

  async #check(name: string, ping: () => Promise<void>): Promise<{ ok: boolean; detail: string }> {
    const started = performance.now();
    try {
      if ((await withTimeout(CHECK_TIMEOUT_MS, ping())) === 'late')
        throw new Error('no answer in time');
      return { ok: true, detail: `answered in ${Math.round(performance.now() - started)} ms` };
    } catch (error) {
      this.#log.warn({ err: error, service: name }, 'a service does not answer');
      return { ok: false, detail: `${name} does not answer` };
    }
  }
}
