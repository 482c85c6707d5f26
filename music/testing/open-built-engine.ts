import { afterAll, vi } from 'vitest';
import { type Engine, openEngine } from '../engine/open-engine.ts';
import { builtEngine } from './built-engine.ts';

/** Tags for delivered files. */
export const TAGS = {
  title: 'Quiet Window',
  artist: 'Fermata',
  recipeId: 'a'.repeat(64),
  comment: 'Made by AI',
} as const;

/** The built engine in two processes, open until the tests of the file have ended. */
export async function openBuiltEngine(): Promise<{
  build: Awaited<ReturnType<typeof builtEngine>>;
  engine: Engine;
}> {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  const build = await builtEngine();
  const engine = await openEngine({ ...build, processes: 2 });
  afterAll(() => engine.close());
  return { build, engine };
}
