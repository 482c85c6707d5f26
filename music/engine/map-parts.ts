import type { PartName } from '@fermata/contracts/values';
import type { CallOptions } from './engine-pool.ts';

type ProgressOptions = Pick<CallOptions, 'signal' | 'onProgress'>;

/**
 * Runs work on all parts at once with one combined progress. If one part fails, the others are
 * aborted; resolves only after all have ended.
 */
export async function mapParts<T>(
  parts: readonly PartName[],
  { signal: outer, onProgress: reportTotal }: ProgressOptions,
  work: (part: PartName, followed: Required<ProgressOptions>) => Promise<T>,
): Promise<T[]> {
  const shares = parts.map(() => 0);
  const failure = new AbortController();
  const signal = outer ? AbortSignal.any([outer, failure.signal]) : failure.signal;
  const jobs = parts.map(async (part, i) => {
    const onProgress = (fraction: number, what: string): void => {
      shares[i] = fraction;
      reportTotal?.(shares.reduce((sum, share) => sum + share, 0) / shares.length, what);
    };
    const done = await work(part, { signal, onProgress });
    onProgress(1, `${part} done`);
    return done;
  });
  try {
    return await Promise.all(jobs);
  } catch (error) {
    failure.abort(error);
    await Promise.allSettled(jobs);
    throw error;
  }
}
