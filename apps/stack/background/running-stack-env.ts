import { resolve } from 'node:path';
import { readPorts } from '../ports/ports.ts';
import { PORTS_OF, SERVICE_NAMES } from '../service-name.ts';
import { readKeys } from '../settings/keys.ts';
import type { Env } from '../settings/outside-services.ts';
import { stackEnv } from '../settings/stack-env.ts';
import { runningStack } from './start-detached.ts';

/**
 * The environment variables for a program that uses the stack running in the data folder, read from
 * `stack.json` and `keys.json`. Null when no stack runs. Variables of external services are copied
 * from `env`.
 */
export async function runningStackEnv(
  dataDir: string,
  env: Env,
): Promise<Record<string, string> | null> {
  const folder = resolve(dataDir);
  const [stack, keys] = await Promise.all([runningStack(folder), readKeys(folder)]);
  if (!stack || !keys) return null;
  const ports = readPorts({});
  for (const name of SERVICE_NAMES.filter((service) => !stack.outside.includes(service)).flatMap(
    (service) => PORTS_OF[service],
  ))
    ports[name] = portOf(stack.addresses[name]) ?? ports[name];
  return stackEnv({ dataDir: folder, ports, keys, outside: new Set(stack.outside), env });
}

const portOf = (address: string | null): number | undefined => {
  const port = !address ? '' : new URL(address.includes('://') ? address : `tcp://${address}`).port;
  return port === '' ? undefined : Number(port);
};
