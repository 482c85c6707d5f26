import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { builtEngine } from '../testing/built-engine.ts';
import { engineKey } from '../testing/signed-engine.ts';
import { buildKey } from './build/build-key.ts';
import { engineKeyId, signEngine } from './engine-signature.ts';
import { type EngineStore, fetchEngine } from './fetch-engine.ts';
import { fileSha256 } from './file-sha256.ts';
import { GOLDEN_FOLDER, goldenEngine } from './golden-recipes.ts';
import { trustedEngines, UntrustedEngineError } from './trusted-engine.ts';

vi.setConfig({ testTimeout: 60_000 });

const program = new TextEncoder().encode('module.exports = "not a Fermata engine";');
const sha256 = fileSha256(program);

/** A store with this program and the signatures of these private keys over `signed`. */
function storeWith(keys: readonly string[], signed = sha256): EngineStore {
  const signatures = keys.map((key) => signEngine(signed, key));
  return {
    getEngine: () => Promise.resolve(program),
    getEngineSignature: (_, keyId) =>
      Promise.resolve(
        signatures.find(({ publicKey }) => engineKeyId(publicKey) === keyId)?.signature ?? null,
      ),
  };
}
const publicKeyOf = (privateKey: string): string => signEngine(sha256, privateKey).publicKey;

test('an engine of the store is trusted if one of several trusted keys has signed it', async () => {
  const [one, other] = [engineKey(), engineKey()];
  const engine = await fetchEngine(storeWith([other]), sha256, [one, other].map(publicKeyOf));
  expect(engine.sha256).toBe(sha256);
});

test.each([
  ['a stranger has put it into the store', storeWith([engineKey()]), [publicKeyOf(engineKey())]],
  ['nobody has signed it', storeWith([]), [publicKeyOf(engineKey())]],
  ['only the key of the installed build counts', storeWith([engineKey()]), []],
])('an engine is refused: %s', async (_, store, publicKeys) => {
  const fetched = fetchEngine(store, sha256, publicKeys);
  await expect(fetched).rejects.toThrow(UntrustedEngineError);
  await expect(fetched).rejects.toThrow(
    `the engine ${sha256} is refused: no key that this installation trusts has signed it`,
  );
});

test('an engine is refused if its signature is that of another one', async () => {
  const key = engineKey();
  const store = storeWith([key], 'a'.repeat(64));
  await expect(fetchEngine(store, sha256, [publicKeyOf(key)])).rejects.toThrow('is refused');
});

test('the installed build needs no signature in the store', async () => {
  const build = await builtEngine();
  const store = { ...storeWith([]), getEngine: () => Promise.resolve(build.engine.bytes) };
  expect((await fetchEngine(store, build.sha256)).sha256).toBe(build.sha256);
});

test('golden engines are trusted by their sha256 and lie beside the licences of what they contain', async () => {
  const trusted = await trustedEngines();
  expect(trusted.length).toBeGreaterThan(0);
  for (const golden of trusted) {
    expect((await goldenEngine(golden)).sha256).toBe(golden);
    const notices = await readFile(join(GOLDEN_FOLDER, 'engines', `${golden}.notices.txt`), 'utf8');
    expect(notices).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  }
});

test('a build carries the licence of every package and library in it', async () => {
  const { notices } = await builtEngine();
  for (const part of [
    '@mediabunny/mp3-encoder 1.61.0: MPL-2.0',
    'LAME 3.100, in @mediabunny/mp3-encoder: LGPL-2.0-or-later',
    'mpg123, in mpg123-decoder: LGPL-2.1',
    'Mozilla Public License Version 2.0',
    'GNU LESSER GENERAL PUBLIC LICENSE',
    'Apache License',
  ])
    expect(notices).toContain(part);
});

test('the key of a user is made once, and only this user reads it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-key-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = { XDG_CONFIG_HOME: folder };
  const keys = await Promise.all([buildKey(env), buildKey(env), buildKey(env)]);
  expect(new Set([...keys, await buildKey(env)]).size).toBe(1);
  expect((await stat(join(folder, 'fermata', 'engine-key'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'fermata'))).mode & 0o777).toBe(0o700);
  const own = engineKey();
  expect(await buildKey({ ...env, FERMATA_ENGINE_KEY: own })).toBe(own);
});
