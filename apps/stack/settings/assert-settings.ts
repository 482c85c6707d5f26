import { z } from 'zod';
import {
  cacheLimitsFromEnvironment,
  CheckpointKeySettings,
  CheckpointPublicKeySettings,
  DatabaseSettings,
  EngineKeySettings,
  httpAddress,
  parseSettings,
  rateCardFromEnvironment,
  S3Settings,
  TemporalSettings,
} from '@fermata/contracts/settings';
import { readPorts } from '../ports/ports.ts';
import { type Env, outsideServices } from './outside-services.ts';

/**
 * The addresses of external services. All are optional: the stack starts the services without an
 * address.
 */
const Addresses = z.object({
  ...DatabaseSettings.partial().shape,
  ...S3Settings.pick({ S3_ENDPOINT: true, S3_PUBLIC_ENDPOINT: true, S3_BUCKET: true }).partial()
    .shape,
  ...TemporalSettings.shape,
  ...CheckpointKeySettings.shape,
  ...CheckpointPublicKeySettings.shape,
  ...EngineKeySettings.shape,
  PARTNER_SANDBOX_URL: httpAddress('PARTNER_SANDBOX_URL').optional(),
  FERMATA_PUBLIC_URL: httpAddress('FERMATA_PUBLIC_URL').optional(),
});

/**
 * Checks the variables that a start reads, before any service starts. Throws an Error that names
 * the invalid variables.
 */
export function assertSettings(env: Env): void {
  outsideServices(env);
  readPorts(env);
  rateCardFromEnvironment(env);
  cacheLimitsFromEnvironment(env);
  parseSettings(Addresses, env);
}
