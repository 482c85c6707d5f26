import { loadClientConnectConfig } from '@temporalio/envconfig';

/** Where Temporal is: `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, TLS and API key as `@temporalio/envconfig` reads them. */
export function temporalConnection(env: NodeJS.ProcessEnv) {
  const overrides = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: overrides });
  return { connectionOptions, namespace: namespace ?? 'default' };
}
