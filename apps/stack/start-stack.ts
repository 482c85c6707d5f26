import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cleanUpPrevious } from './data/clean-up-previous.ts';
import { StackRecord } from './data/stack-record.ts';
import { launchServices, type ServiceOptions } from './launch-services.ts';
import { anyPorts, choosePorts } from './ports/choose-ports.ts';
import { distinct, type Ports, readPorts } from './ports/ports.ts';
import { identify } from './process/process-identity.ts';
import type { SupervisedProcess } from './process/supervised-process.ts';
import { PORTS_OF, SERVICE_NAMES, type ServiceName, STOP_ORDER } from './service-name.ts';
import { type Keys, readOrMakeKeys } from './settings/keys.ts';
import { type Env, outsideServices } from './settings/outside-services.ts';
import { type Addresses, addressesOf, stackEnv } from './settings/stack-env.ts';
import { type OnStep, runStep } from './step.ts';
import { withLock } from './tools/with-lock.ts';

export interface StackOptions {
  /** Where all data, logs and keys of this stack are. */
  dataDir: string;
  /** `free`: all on free ports. Those not given: as the port variables in `env` say, else the usual ones. */
  ports?: Partial<Ports> | 'free';
  /** Which services to start; default all that are not outside ones. */
  services?: readonly ServiceName[];
  serviceOptions?: Partial<Record<ServiceName, ServiceOptions>>;
  /** Names the outside services, and is added to the environment of ours. Default: nothing, so a test is not touched by the shell it runs in. */
  env?: Env;
  onStep?: OnStep;
  /** Gives up the start: what was started is stopped. */
  signal?: AbortSignal;
}

export interface Stack {
  dataDir: string;
  addresses: Addresses;
  /** All variables for a process or a test that speaks to this stack. */
  env: Record<string, string>;
  keys: Keys;
  serviceNames: ServiceName[];
  /** Throws for a service that was not started by this stack. */
  service(name: ServiceName): SupervisedProcess;
  /** Stops the services in their order; the data stays. */
  stop(onStep?: OnStep): Promise<void>;
}

/** Starts the services, what can be at once at once, and keeps them up until `stop`. When one cannot start, all are stopped again and its fault is thrown. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  const { env: given = {}, onStep = () => undefined } = options;
  const outside = outsideServices(given);
  const names = SERVICE_NAMES.filter(
    (name) => !outside.has(name) && (options.services ?? SERVICE_NAMES).includes(name),
  );
  const wanted =
    options.ports === 'free' ? anyPorts() : distinct({ ...readPorts(given), ...options.ports });
  const supervisor = await identify(process.pid);
  if (!supervisor) throw new Error('this system does not tell when a process started');

  await mkdir(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  // PostgreSQL may run as another user: it must be able to pass, not to look.
  await chmod(dataDir, 0o711);

  // Of two that start at once, the second finds the first one's stack.json.
  const { keys, env, ports, record } = await withLock(
    join(dataDir, 'start.lock'),
    () => undefined,
    async () => {
      await cleanUpPrevious(dataDir, onStep);
      const chosen = await choosePorts(wanted, new Set(names.flatMap((name) => PORTS_OF[name])));
      const made = await readOrMakeKeys(dataDir);
      const all = stackEnv({ dataDir, ports: chosen, keys: made, outside, env: given });
      const kept = new StackRecord(dataDir, {
        supervisor,
        addresses: addressesOf(all),
        outside: [...outside],
      });
      await kept.write();
      return { keys: made, env: all, ports: chosen, record: kept };
    },
  );

  const stop = async (tell: OnStep = () => undefined): Promise<void> => {
    record.state = 'stopping';
    await record.write();
    const faults: unknown[] = [];
    for (const name of STOP_ORDER) {
      const service = record.processes.get(name);
      if (service && service.state !== 'stopped')
        await runStep(`stop ${name}`, tell, () => service.stop()).catch((fault: unknown) =>
          faults.push(fault),
        );
    }
    await record.remove();
    if (faults.length > 0)
      throw new AggregateError(
        faults,
        `not every service could be stopped: ${faults.map(String).join('; ')}`,
      );
  };

  const { serviceOptions = {} } = options;
  // The first fault ends the start of all others; whoever is being started hears of it at once, the rest is stopped in order below.
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const giveUp = (): void => {
    for (const service of record.processes.values())
      if (service.state === 'starting') void service.stop();
  };
  signal.addEventListener('abort', giveUp);
  try {
    await launchServices({
      dataDir,
      names,
      outside,
      ports,
      keys,
      env,
      record,
      onStep,
      serviceOptions,
      signal,
      fail: (fault) => failed.abort(fault),
    });
    signal.throwIfAborted();
  } catch {
    await stop().catch((second: unknown) => process.emitWarning(String(second)));
    throw signal.reason;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  record.state = 'running';
  await record.write();
  return {
    dataDir,
    addresses: addressesOf(env),
    env,
    keys,
    serviceNames: names,
    stop,
    service(name) {
      const service = record.processes.get(name);
      if (!service) throw new Error(`${name} was not started by this stack`);
      return service;
    },
  };
}
