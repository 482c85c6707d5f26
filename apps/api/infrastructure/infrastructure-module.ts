import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore, CheckpointStore } from '@fermata/storage';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import type { ApiConfig } from '../config.ts';
import {
  ASSETS,
  CATALOGUE,
  CHECKPOINTS,
  CLOCK,
  CONFIG,
  LOG,
  METRICS,
  SECRETS,
  TEMPORAL,
} from './injection-tokens.ts';
import type { Metrics } from './metrics.ts';
import type { TemporalGateway } from './temporal-gateway.ts';

/** Milliseconds on a monotonic clock. */
export type Clock = () => number;

export interface Infrastructure {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  readonly checkpoints: CheckpointStore;
  readonly temporal: TemporalGateway;
  readonly config: ApiConfig;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** Services and values that exist before Nest starts, available to every module. */
@Global()
@Module({})
export class InfrastructureModule {
  static register(parts: Infrastructure): DynamicModule {
    const providers = [
      { provide: CATALOGUE, useValue: parts.catalogue },
      { provide: ASSETS, useValue: parts.assets },
      { provide: CHECKPOINTS, useValue: parts.checkpoints },
      { provide: TEMPORAL, useValue: parts.temporal },
      { provide: CONFIG, useValue: parts.config },
      { provide: LOG, useValue: parts.log },
      { provide: METRICS, useValue: parts.metrics },
      { provide: CLOCK, useValue: parts.clock },
      { provide: SECRETS, useValue: openSecretBox(parts.config.secretsKey) },
    ];
    return { module: InfrastructureModule, providers, exports: providers };
  }
}
