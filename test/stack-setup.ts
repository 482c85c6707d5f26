import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStack } from '@fermata/stack';
import { replayHistories } from './testing/replay-histories.ts';
import { TestStack, type TestStackOptions } from './testing/test-stack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The whole house that all stack tests share: what a process needs to speak to it, and its keys. */
    stack: TestStackOptions;
  }
}

/** Every history that the tests made is replayed when all of them have ended; one that does not replay fails the run. */
async function replayAllHistories(address: TestStackOptions): Promise<void> {
  const testStack = new TestStack(address);
  await replayHistories(await testStack.temporal()).finally(() => testStack.close());
}

/** One whole stack for all stack tests, on free ports, gone with its data at the end; with FERMATA_KEEP its folder stays to look at. */
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
