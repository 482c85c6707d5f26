import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ENGINE_FILE, MANIFEST_FILE, musicPackageFolder, readManifest } from './engine-files.ts';
import { fileSha256 } from './file-sha256.ts';

interface EngineBuild {
  version: string;
  sha256: string;
  bytes: Uint8Array;
}

let latest: { readonly stamp: string; readonly build: Promise<EngineBuild> } | undefined;

/**
 * The engine from the last `npm run build`, read once per build. Throws if there is none, or if the
 * file does not match its manifest.
 */
export async function currentEngine(): Promise<EngineBuild> {
  const packageFolder = musicPackageFolder();
  const files = [ENGINE_FILE, MANIFEST_FILE].map((file) => join(packageFolder, file));
  const stamp = (await Promise.all(files.map(stampOf))).join('; ');
  if (latest?.stamp === stamp) return latest.build;
  const build = readEngine(packageFolder);
  latest = { stamp, build };
  build.catch(() => {
    if (latest?.build === build) latest = undefined;
  });
  return build;
}

async function readEngine(packageFolder: string): Promise<EngineBuild> {
  const manifest = await readManifest(packageFolder);
  if (!manifest)
    throw new Error('the sound engine is not built yet: run "npm run build -w @fermata/music"');
  const bytes = new Uint8Array(await readFile(join(packageFolder, ENGINE_FILE)));
  const actualSha256 = fileSha256(bytes);
  if (actualSha256 !== manifest.sha256)
    throw new Error(
      `${ENGINE_FILE} has the sha256 ${actualSha256}, but its manifest states ${manifest.sha256}: build it again`,
    );
  return { version: manifest.version, sha256: manifest.sha256, bytes };
}

/** Changes whenever the file is written again. */
async function stampOf(file: string): Promise<string> {
  const state = await stat(file).catch(() => undefined);
  return state ? `${state.ino} ${state.size} ${state.mtimeMs}` : 'missing';
}
