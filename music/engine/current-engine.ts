import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENGINE_FILE, musicPackageFolder, readManifest } from './engine-files.ts';
import { fileSha256 } from './file-sha256.ts';

/**
 * The engine from the last `npm run build`. Throws if there is none, or if the file does not match
 * its manifest.
 */
export async function currentEngine(): Promise<{
  version: string;
  sha256: string;
  bytes: Uint8Array;
}> {
  const packageFolder = musicPackageFolder();
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
