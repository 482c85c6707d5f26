import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  type Environment,
  parseSettings,
  TemporalSettings,
  withoutEmpty,
} from '@fermata/contracts/settings';

/**
 * The Temporal server: `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, TLS and API key, as
 * `@temporalio/envconfig` reads them. Throws a sentence for an invalid address.
 */
export function temporalConnection(env: Environment) {
  parseSettings(TemporalSettings, env);
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: withoutEmpty(env),
  });
  return { connectionOptions, namespace: namespace ?? 'default' };
}
