import { createHash } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { currentEngine, engineKeyId, signEngine } from '@fermata/music';
import { watchEngineProcesses } from '../../music/testing/engine-processes.ts';
import { engineKey } from '../../music/testing/signed-engine.ts';
import { openStepHarness } from '../testing/step-harness.ts';
import { EngineRegistry } from './engine-registry.ts';

/** Four older builds in S3, signed with a trusted key, and how many processes are alive. */
async function openRegistryHarness() {
  const { deps } = await openStepHarness();
  const current = await currentEngine();
  const key = engineKey();
  // Other bytes, the same music.
  const put = (n: number, privateKey: string): Promise<string> => {
    const bytes = Buffer.concat([current.engine.bytes, Buffer.from(`\n// build ${n}\n`)]);
    const { publicKey, signature } = signEngine(sha256Of(bytes), privateKey);
    return deps.assets.putEngine(bytes, {
      notices: 'MIT',
      signature: { keyId: engineKeyId(publicKey), signature },
    });
  };
  const old = await Promise.all([1, 2, 3, 4].map((n) => put(n, key)));
  const { alive, stopWatching } = watchEngineProcesses();
  onTestFinished(stopWatching);
  const calls: string[] = [];
  const registry = new EngineRegistry({
    assets: deps.assets,
    processes: 1,
    publicKeys: [current.signature.publicKey, signEngine('', key).publicKey],
    onCall: (step) => calls.push(step),
  });
  onTestFinished(() => registry.close());
  return { registry, current, old, alive, calls, put };
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A call that ends at once, in a process of the engine. */
const call = async (registry: EngineRegistry, sha256: string): Promise<void> => {
  const engine = await registry.open(sha256);
  await expect(engine.previewMix([], 0)).rejects.toThrow();
};

test(
  'the current build and the last two others keep their processes; a closed one reopens on demand',
  { timeout: 60_000 },
  async () => {
    const { registry, current, old, alive, calls } = await openRegistryHarness();
    const first = await registry.open(old[0] ?? '');
    for (const sha256 of [current.sha256, ...old]) await call(registry, sha256);
    await vi.waitFor(() => expect(alive.size).toBe(3), { timeout: 10_000 });
    expect(first.sha256).toBe(old[0]);
    await expect(first.previewMix([], 0)).rejects.toThrow('the engine cannot');
    await vi.waitFor(() => expect(alive.size).toBe(3), { timeout: 10_000 });
    const kept = [...alive];
    for (const sha256 of [current.sha256, old[3] ?? '']) await call(registry, sha256);
    expect([...alive]).toEqual(kept);
    expect(calls).toEqual(new Array(8).fill('previewMix'));
    await registry.close();
    await vi.waitFor(() => expect(alive.size).toBe(0), { timeout: 10_000 });
    await expect(first.previewMix([], 0)).rejects.toThrow('closed');
  },
);

test('a working build is not closed', { timeout: 60_000 }, async () => {
  const { registry, old, alive } = await openRegistryHarness();
  const busy = await registry.open(old[0] ?? '');
  await call(registry, old[0] ?? '');
  const [working] = alive;
  const work = Promise.allSettled(Array.from({ length: 200 }, () => busy.previewMix([], 0)));
  for (const sha256 of old.slice(1)) await registry.open(sha256);
  expect(alive).toContain(working);
  for (const one of await work)
    expect(String(one.status === 'rejected' && one.reason)).toContain('the engine cannot');
  await vi.waitFor(() => expect(alive).not.toContain(working), { timeout: 10_000 });
});

test('a build that a stranger has put into the store is not run', async () => {
  const { registry, put, alive } = await openRegistryHarness();
  const forged = await put(5, engineKey());
  await expect(registry.open(forged)).rejects.toThrow(
    `the engine ${forged} is refused: no key that this installation trusts has signed it`,
  );
  expect(alive.size).toBe(0);
});

test('a build that does not exist is reported as missing at every attempt', async () => {
  const { registry, alive } = await openRegistryHarness();
  for (let attempt = 0; attempt < 2; attempt += 1)
    await expect(registry.open('f'.repeat(64))).rejects.toThrow('f'.repeat(64));
  expect(alive.size).toBe(0);
});
