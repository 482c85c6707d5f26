import { FaustInstance } from './faust-instance.ts';

/** Returns a DSP instance with cleared state and default settings. */
export type OpenInstance = (name: string, sampleRate: number) => FaustInstance;

/**
 * Idle instances. Creating one with its own memory costs several times as much as clearing one.
 * Which one is lent does not affect any sample.
 */
const idle = new Map<string, FaustInstance[]>();

/** Lends instances while `work` runs. */
export function lendInstances<Result>(work: (open: OpenInstance) => Result): Result {
  const lent: { readonly free: FaustInstance[]; readonly instance: FaustInstance }[] = [];
  const open: OpenInstance = (name, sampleRate) => {
    const key = `${name} ${sampleRate}`;
    const free = idle.get(key) ?? [];
    idle.set(key, free);
    const instance = free.pop() ?? new FaustInstance(name, sampleRate);
    lent.push({ free, instance });
    instance.reset();
    return instance;
  };
  const result = work(open);
  // After a failure the instances are dropped, because their state is undefined.
  for (const { free, instance } of lent) free.push(instance);
  return result;
}
