import type { CallOptions } from './engine-pool.ts';

/** The same options for one part of the work: its progress from 0 to 1 is reported as `from` to `to`. */
export function scaleProgress<Options extends Pick<CallOptions, 'onProgress'>>(
  options: Options,
  from: number,
  to: number,
): Options {
  const { onProgress } = options;
  return onProgress
    ? {
        ...options,
        onProgress: (fraction: number, what: string) =>
          onProgress(from + (to - from) * fraction, what),
      }
    : options;
}
