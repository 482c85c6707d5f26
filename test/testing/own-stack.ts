import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, type StackOptions, startStack } from '@fermata/stack';
import { TestStack } from './test-stack.ts';

export interface OwnStack {
  readonly testStack: TestStack;
  readonly stack: Stack;
  /** Stops it and removes its data, once. */
  close(): Promise<void>;
}

/**
 * A separate stack on free ports for tests that kill services, removed at the end and when it cannot start.
 * `pollMs`: polling interval.
 */
export async function startOwnStack({
  pollMs = 100,
  ...options
}: Partial<StackOptions> & { pollMs?: number } = {}): Promise<OwnStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fermata-stack-test-'));
  const removeData = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  const stack = await startStack({ ...options, dataDir, ports: 'free' }).catch(
    async (error: unknown) => {
      await removeData();
      throw error;
    },
  );
  const testStack = new TestStack({ ...stack, pollMs });
  const stop = async (): Promise<void> => {
    await testStack.close();
    await stack.stop();
    await removeData();
  };
  let stopped: Promise<void> | undefined;
  return { testStack, stack, close: () => (stopped ??= stop()) };
}
