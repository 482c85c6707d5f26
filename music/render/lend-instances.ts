import { FaustInstance } from './faust-instance.ts';

/** Gives a DSP with silence inside and every setting as it has it. */
export type OpenInstance = (name: string, sampleRate: number) => FaustInstance;

/** Instances that nobody plays: a new one, with its own memory, costs several times what clearing one does. Which one is lent changes no sample. */
const idle = new Map<string, FaustInstance[]>();

/** Lends instances for as long as `work` runs. */
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
  // What a failure leaves half done is not lent again.
  for (const { free, instance } of lent) free.push(instance);
  return result;
}
