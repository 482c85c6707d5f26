import { identify, type ProcessIdentity } from '../process/process-identity.ts';
import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { ServiceName } from '../service-name.ts';
import type { Addresses } from '../settings/stack-env.ts';
import { removeStackFile, type StackFile, writeStackFile } from './stack-file.ts';

/** Keeps `<data>/stack.json` up to date while this process supervises a stack. */
export class StackRecord {
  readonly processes = new Map<ServiceName, SupervisedProcess>();
  state: StackFile['state'] = 'starting';
  readonly #dataDir: string;
  readonly #head: Pick<StackFile, 'supervisor' | 'since' | 'addresses' | 'outside'>;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    dataDir: string,
    head: { supervisor: ProcessIdentity; addresses: Addresses; outside: ServiceName[] },
  ) {
    this.#dataDir = dataDir;
    this.#head = { ...head, since: new Date().toISOString() };
  }

  /** Writes are queued; the last one writes the latest state. */
  write(): Promise<void> {
    const next = async (): Promise<void> => {
      const services: StackFile['services'] = {};
      for (const [name, service] of this.processes)
        services[name] = {
          state: service.state,
          restarts: service.restarts,
          process: service.pid === null ? null : await identify(service.pid),
        };
      await writeStackFile(this.#dataDir, { ...this.#head, state: this.state, services });
    };
    this.#writing = this.#writing.then(next, next);
    return this.#writing;
  }

  /**
   * For changes that no caller awaits: an error becomes a process warning and does not stop the
   * stack.
   */
  readonly writeSoon = (): void => {
    this.write().catch((error: unknown) =>
      process.emitWarning(`stack.json cannot be written: ${String(error)}`),
    );
  };

  async remove(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await removeStackFile(this.#dataDir);
  }
}
