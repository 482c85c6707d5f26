import { cacheLimitsFromEnvironment, rateCardFromEnvironment } from '@fermata/domain/cost';
import { readPorts } from '../ports/ports.ts';
import { type Env, outsideServices } from './outside-services.ts';

const ADDRESSES = [
  'DATABASE_URL',
  'S3_ENDPOINT',
  'PARTNER_SANDBOX_URL',
  'FERMATA_PUBLIC_URL',
  'FERMATA_TEMPORAL_UI_URL',
] as const;

/** Looks at the variables that a start reads, before anything is started. Throws one sentence for the first that is wrong. */
export function assertSettings(env: Env): void {
  outsideServices(env);
  readPorts(env);
  rateCardFromEnvironment(env);
  cacheLimitsFromEnvironment(env);
  // The value is not repeated: a database address has its password in it.
  for (const variable of ADDRESSES)
    if (env[variable] && !URL.canParse(env[variable]))
      throw new Error(
        `${variable} must be an address such as ${variable === 'DATABASE_URL' ? 'postgresql://user:password@host:5432/database' : 'http://host:port'}`,
      );
}
