import { expect, vi } from 'vitest';

// Generous, because test machines can be slow.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

/** Waits up to 15 seconds until the condition holds. */
export const eventually = <T>(ask: () => T | Promise<T>): ReturnType<typeof expect.poll> =>
  expect.poll(ask, { timeout: 15_000, interval: 20 });
