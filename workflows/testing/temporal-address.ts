import { inject } from 'vitest';

/**
 * The Temporal server that only this test file uses while it runs: its workers serve all task
 * queues of the server.
 */
export function temporalAddress(): string {
  const address = inject('temporal').addresses[Number(process.env.VITEST_POOL_ID) - 1];
  if (address === undefined)
    throw new Error(`no Temporal server for test process ${process.env.VITEST_POOL_ID}`);
  return address;
}
