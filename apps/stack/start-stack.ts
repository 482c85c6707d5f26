import { chmod } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cleanUpPrevious } from './data/clean-up-previous.ts';
import { StackRecord } from './data/stack-record.ts';
import { createFolder } from './folders/create-folder.ts';
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
  /** Folder for all data, logs and keys of this stack. */
  dataDir: string;
  /**
   * `free`: all services on free ports. Ports that are not given come from the port variables in
   * `env`, else from the defaults.
   */
  ports?: Partial<Ports> | 'free';
  /** The services to start; default all except external ones. */
  services?: readonly ServiceName[];
  serviceOptions?: Partial<Record<ServiceName, ServiceOptions>>;
  /**
   * Addresses of external services; also added to the environment of the embedded ones. Default
   * empty, so that a test is independent of its shell.
   */
  env?: Env;
  onStep?: OnStep;
  /** Aborts the start and stops the started services. */
  signal?: AbortSignal;
}

export interface Stack {
  dataDir: string;
  addresses: Addresses;
  /** The variables for a process or a test that uses this stack. */
  env: Record<string, string>;
  keys: Keys;
  serviceNames: ServiceName[];
  /** Throws for a service that this stack did not start. */
  service(name: ServiceName): SupervisedProcess;
  /** Stops the services in order; keeps the data. */
  stop(onStep?: OnStep): Promise<void>;
}

/**
 * Starts the services, in parallel where possible, and supervises them until `stop`. When one
 * cannot start, stops all and throws its error.
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
  if (!supervisor) throw new Error('the start time of this process is unknown on this system');

  // For this process and its services: only the owner can read their files.
  process.umask(0o077);
  await createFolder(join(dataDir, 'logs'), 0o700);
  // Started as root, PostgreSQL runs as another user, which may enter the folder but not list it.
  await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);

  // Of two simultaneous starts, the second finds the stack.json of the first.
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

  const closers: (() => Promise<void>)[] = [];
  const stop = async (onStopStep: OnStep = () => undefined): Promise<void> => {
    record.state = 'stopping';
    await record.write();
    const failures: unknown[] = [];
    for (const close of closers.splice(0))
      await close().catch((error: unknown) => failures.push(error));
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
  // The first error aborts all other starts at once; the other services are stopped in order below.
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
      onStop: (close) => closers.push(close),
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
