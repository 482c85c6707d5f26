import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cleanUpPrevious } from './data/clean-up-previous.ts';
import { StackRecord } from './data/stack-record.ts';
import { launchServices, type ServiceOptions } from './launch-services.ts';
import { anyPorts, choosePorts } from './ports/choose-ports.ts';
import { assertDistinct, type Ports, readPorts } from './ports/ports.ts';
import { identify } from './process/process-identity.ts';
import type { SupervisedProcess } from './process/supervised-process.ts';
import { PORTS_OF, SERVICE_NAMES, type ServiceName, STOP_ORDER } from './service-name.ts';
import { type Keys, readOrMakeKeys } from './settings/keys.ts';
import { type Env, outsideServices } from './settings/outside-services.ts';
import { type Addresses, addressesOf, stackEnv } from './settings/stack-env.ts';
import { type OnStep, runStackStep } from './stack-step.ts';
import { withLock } from './tools/with-lock.ts';

export interface StackOptions {
  /** Where all data, logs and keys of this stack are. */
  dataDir: string;
  /**
   * `free`: all on free ports. Those not given: as the port variables in `env` say, else the usual
   * ones.
   */
  ports?: Partial<Ports> | 'free';
  /** Which services to start; default all that are not outside ones. */
  services?: readonly ServiceName[];
  serviceOptions?: Partial<Record<ServiceName, ServiceOptions>>;
  /**
   * Names the outside services, and is added to the environment of ours. Default: nothing, so a
   * test is not touched by the shell it runs in.
   */
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

/**
 * Starts the services, what can be at once at once, and keeps them up until `stop`. When one
 * cannot start, all are stopped again and its fault is thrown.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  const { env: baseEnv = {}, onStep = () => undefined } = options;
  const outside = outsideServices(baseEnv);
  const names = SERVICE_NAMES.filter(
    (name) => !outside.has(name) && (options.services ?? SERVICE_NAMES).includes(name),
  );
  const requestedPorts =
    options.ports === 'free'
      ? anyPorts()
      : assertDistinct({ ...readPorts(baseEnv), ...options.ports });
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
      const chosen = await choosePorts(
        requestedPorts,
        new Set(names.flatMap((name) => PORTS_OF[name])),
      );
      const newKeys = await readOrMakeKeys(dataDir);
      const all = stackEnv({ dataDir, ports: chosen, keys: newKeys, outside, env: baseEnv });
      const newRecord = new StackRecord(dataDir, {
        supervisor,
        addresses: addressesOf(all),
        outside: [...outside],
      });
      await newRecord.write();
      return { keys: newKeys, env: all, ports: chosen, record: newRecord };
    },
  );

  const stop = async (onStopStep: OnStep = () => undefined): Promise<void> => {
    record.state = 'stopping';
    await record.write();
    const failures: unknown[] = [];
    for (const name of STOP_ORDER) {
      const service = record.processes.get(name);
      if (service && service.state !== 'stopped')
        await runStackStep(`stop ${name}`, onStopStep, () => service.stop()).catch(
          (error: unknown) => failures.push(error),
        );
    }
    await record.remove();
    if (failures.length > 0)
      throw new AggregateError(
        failures,
        `not every service could be stopped: ${failures.map(String).join('; ')}`,
      );
  };

  const { serviceOptions = {} } = options;
  // The first fault ends the start of all others; whoever is being started hears of it at once,
  // the rest is stopped in order below.
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const stopStarting = (): void => {
    for (const service of record.processes.values())
      if (service.state === 'starting') void service.stop();
  };
  signal.addEventListener('abort', stopStarting);
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
      abortStart: (error) => failed.abort(error),
    });
    signal.throwIfAborted();
  } catch {
    await stop().catch((second: unknown) => process.emitWarning(String(second)));
    throw signal.reason;
  } finally {
    signal.removeEventListener('abort', stopStarting);
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
