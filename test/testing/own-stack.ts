import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, type StackOptions, startStack } from '@fermata/stack';
import { TestStack } from './test-stack.ts';

export interface OwnStack {
  readonly testStack: TestStack;
  readonly stack: Stack;
  close(): Promise<void>;
}

/** A separate stack on free ports for tests that kill services, removed at the end. `pollMs`: polling interval. */
export async function startOwnStack({
  pollMs = 100,
  ...options
}: Partial<StackOptions> & { pollMs?: number } = {}): Promise<OwnStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fermata-stack-test-'));
  const stack = await startStack({ ...options, dataDir, ports: 'free' });
  const testStack = new TestStack({ ...stack, pollMs });
  return {
    testStack,
    stack,
    close: async () => {
      await testStack.close();
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
