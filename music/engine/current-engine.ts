import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ENGINE_FILE,
  MANIFEST_FILE,
  musicPackageFolder,
  NOTICES_FILE,
  readManifest,
} from './engine-files.ts';
import type { EngineSignature } from './engine-signature.ts';
import { TrustedEngine } from './trusted-engine.ts';

/** An engine from `npm run build`. `notices`: the licences of the third-party code in it. */
export interface EngineBuild {
  readonly version: string;
  readonly sha256: string;
  readonly engine: TrustedEngine;
  readonly signature: EngineSignature;
  readonly notices: string;
}

let latest: { readonly stamp: string; readonly build: Promise<EngineBuild> } | undefined;

/**
 * The engine from the last `npm run build`, read once per build. Throws if there is none, if the
 * file does not match its manifest, or if none of `publicKeys` has signed it. Without `publicKeys`,
 * the key of the build counts.
 */
export async function currentEngine(publicKeys: readonly string[] = []): Promise<EngineBuild> {
  const packageFolder = musicPackageFolder();
  const files = [ENGINE_FILE, MANIFEST_FILE].map((file) => join(packageFolder, file));
  const stamp = [...(await Promise.all(files.map(stampOf))), ...publicKeys].join('; ');
  if (latest?.stamp === stamp) return latest.build;
  const build = readEngine(packageFolder, publicKeys);
  latest = { stamp, build };
  build.catch(() => {
    if (latest?.build === build) latest = undefined;
  });
  return build;
}

async function readEngine(
  packageFolder: string,
  publicKeys: readonly string[],
): Promise<EngineBuild> {
  const manifest = await readManifest(packageFolder);
  if (!manifest)
    throw new Error('the sound engine is not built yet: run "npm run build -w @fermata/music"');
  const { version, sha256, publicKey, signature } = manifest;
  const engine = await TrustedEngine.verify({
    bytes: new Uint8Array(await readFile(join(packageFolder, ENGINE_FILE))),
    sha256,
    signatures: [{ publicKey, signature }],
    publicKeys: publicKeys.length > 0 ? publicKeys : [publicKey],
  });
  const notices = await readFile(join(packageFolder, NOTICES_FILE), 'utf8');
  return { version, sha256, engine, signature: { publicKey, signature }, notices };
}

/** Changes whenever the file is written again. */
async function stampOf(file: string): Promise<string> {
  const state = await stat(file).catch(() => undefined);
  return state ? `${state.ino} ${state.size} ${state.mtimeMs}` : 'missing';
}
