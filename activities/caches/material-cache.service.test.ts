import { expect, test } from 'vitest';
import { openStepHarness } from '../testing/step-harness.ts';
import { MaterialCache } from './material-cache.ts';

async function openCacheHarness(maxBytes: number) {
  const {
    deps: { assets },
  } = await openStepHarness();
  const put = async (fill: number, projectId = 'default'): Promise<string> =>
    (
      await assets.put(projectId, {
        kind: 'sound-font',
        mediaType: 'audio/x-soundfont',
        bytes: new Uint8Array(1000).fill(fill),
      })
    ).sha256;
  let fetched = 0;
  // How often the store itself is asked for bytes.
  const cache = new MaterialCache(
    { has: assets.has, get: (...args) => (fetched++, assets.get(...args)) },
    maxBytes,
  );
  return { cache, put, remove: assets.remove, fetched: () => fetched };
}

test('concurrent readers of a material fetch it once and share its memory', async () => {
  const { cache, put, fetched } = await openCacheHarness(10_000);
  const sha256 = await put(7);
  const all = await Promise.all(Array.from({ length: 8 }, () => cache.read('default', sha256)));
  expect([fetched(), new Set(all.map(({ buffer }) => buffer)).size]).toEqual([1, 1]);
  expect(Buffer.from(all[0] ?? []).equals(Buffer.alloc(1000, 7))).toBe(true);
});

test('the least recently used entry is evicted beyond the byte limit', async () => {
  const { cache, put, fetched } = await openCacheHarness(2500);
  const [a, b, c] = [await put(1), await put(2), await put(3)];
  for (const sha256 of [a, b, a, c, a])
    expect((await cache.read('default', sha256)).byteLength).toBe(1000);
  expect(fetched()).toBe(3);
  await cache.read('default', b);
  expect(fetched()).toBe(4);
});

test('a material of another project, or a removed one, is missing', async () => {
  const { cache, put, remove } = await openCacheHarness(2500);
  const sha256 = await put(1);
  await expect(cache.read('other', sha256)).rejects.toThrow(sha256);
  await cache.read('default', sha256);
  await expect(cache.read('other', sha256)).rejects.toThrow(sha256);
  await remove('default', sha256);
  await expect(cache.read('default', sha256)).rejects.toThrow(sha256);
});
