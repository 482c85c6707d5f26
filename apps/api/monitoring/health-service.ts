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
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'ping'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  live(): Health {
    return { status: 'ok', checks: {} };
  }

  /** Pings every service that requests need, in parallel. Names the failing ones, without internals. */
  async ready(): Promise<Health> {
    const [postgres, s3, temporal] = await Promise.all([
      this.#check('postgres', () => this.catalogue.ping()),
      this.#check('s3', () => this.assets.ping()),
      this.#check('temporal', () => this.temporal.ping()),
    ]);
    const checks = { postgres, s3, temporal };
    return { status: Object.values(checks).every((check) => check.ok) ? 'ok' : 'failing', checks };
  }

  async #check(name: string, ping: () => Promise<void>): Promise<{ ok: boolean; detail: string }> {
    const started = performance.now();
    try {
      if ((await withTimeout(CHECK_TIMEOUT_MS, ping())) === 'late')
        throw new Error('no answer in time');
      return { ok: true, detail: `answered in ${Math.round(performance.now() - started)} ms` };
    } catch (error) {
      this.log.warn({ err: error, service: name }, 'a service does not answer');
      return { ok: false, detail: `${name} does not answer` };
    }
  }
}
