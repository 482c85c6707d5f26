import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStack } from '@fermata/stack';
import { replayHistories } from './testing/replay-histories.ts';
import { TestStack, type TestStackOptions } from './testing/test-stack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Environment and keys of the stack that all stack tests share. */
    stack: TestStackOptions;
  }
}

/** Replays every history of the tests after the last one. A history that does not replay fails the run. */
async function replayAllHistories(address: TestStackOptions): Promise<void> {
  const testStack = new TestStack(address);
  await replayHistories(await testStack.temporal()).finally(() => testStack.close());
}

/** One stack for all stack tests, on free ports, removed at the end. FERMATA_KEEP keeps its folder for inspection. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fermata-stack-'));
  const remove = async (): Promise<void> => {
    if (!process.env.FERMATA_KEEP) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const stack = await startStack({
      dataDir,
      ports: 'free',
      env: { FERMATA_TRACE_FILE: join(dataDir, 'traces.jsonl') },
    });
    project.provide('stack', { env: stack.env, keys: stack.keys });
    return async () => {
      try {
        await replayAllHistories({ env: stack.env, keys: stack.keys });
      } finally {
        await stack.stop();
        await remove();
      }
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
