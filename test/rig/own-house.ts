import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, type StackOptions, startStack } from '@fermata/stack';
import { House } from './house.ts';

export interface OwnHouse {
  readonly house: House;
  readonly stack: Stack;
  close(): Promise<void>;
}

/** A stack of a test's own, on free ports, for those that kill services of it. Gone with its folder at the end. `lookMs`: how often it looks whether what is waited for has come. */
export async function startOwnHouse({
  lookMs = 100,
  ...options
}: Partial<StackOptions> & { lookMs?: number } = {}): Promise<OwnHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fermata-house-'));
  const stack = await startStack({ ...options, dataDir, ports: 'free' });
  const house = new House({ ...stack, lookMs });
  return {
    house,
    stack,
    close: async () => {
      await house.close();
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
