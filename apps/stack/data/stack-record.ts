import type { PartName } from '../part-name.ts';
import { identify, type ProcessIdentity } from '../process/process-identity.ts';
import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { Addresses } from '../settings/stack-env.ts';
import { removeStackFile, writeStackFile, type StackFile } from './stack-file.ts';

/** Keeps `<data>/stack.json` true while this process supervises a stack. */
export class StackRecord {
  readonly processes = new Map<PartName, SupervisedProcess>();
  state: StackFile['state'] = 'starting';
  readonly #dataDir: string;
  readonly #head: Pick<StackFile, 'supervisor' | 'since' | 'addresses' | 'outside'>;
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string, head: { supervisor: ProcessIdentity; addresses: Addresses; outside: PartName[] }) {
    this.#dataDir = dataDir;
    this.#head = { ...head, since: new Date().toISOString() };
  }

  /** Writes are queued: the last one tells the latest state. */
  write(): Promise<void> {
    const next = async (): Promise<void> => {
      const parts: StackFile['parts'] = {};
      for (const [name, part] of this.processes) parts[name] = { state: part.state, restarts: part.restarts, process: part.pid === null ? null : await identify(part.pid) };
      await writeStackFile(this.#dataDir, { ...this.#head, state: this.state, parts });
    };
    this.#writing = this.#writing.then(next, next);
    return this.#writing;
  }

  /** For changes that nobody waits for: a fault is told, and does not end the stack. */
  readonly note = (): void => {
    this.write().catch((fault: unknown) => process.emitWarning(`stack.json cannot be written: ${String(fault)}`));
  };

  async remove(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await removeStackFile(this.#dataDir);
  }
}
