import { expect, vi } from 'vitest';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

/** Waits until what is asked for has become true, for at most 15 seconds. */
export const eventually = <T>(ask: () => T | Promise<T>): ReturnType<typeof expect.poll> =>
  expect.poll(ask, { timeout: 15_000, interval: 20 });
