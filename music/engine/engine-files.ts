import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EngineSignature } from './engine-signature.ts';

export const ENGINE_FILE = 'dist/engine/fermata-engine.cjs';
export const MANIFEST_FILE = 'dist/engine/fermata-engine.json';
/** The licences of the third-party code in the engine. */
export const NOTICES_FILE = 'dist/engine/fermata-engine.notices.txt';

export const EngineManifest = z.object({
  version: z.string(),
  sha256: z.string(),
  inputsSha256: z.string(),
  ...EngineSignature.shape,
});
export type EngineManifest = z.infer<typeof EngineManifest>;

/** The folder of this package, both for its sources and for its compiled files. */
export function musicPackageFolder(): string {
  const packageJson = findPackageJSON(import.meta.url);
  if (!packageJson) throw new Error('no package.json of @fermata/music found above this file');
  return dirname(packageJson);
}

/** Returns `undefined` if no engine has been built and signed. */
export async function readManifest(packageFolder: string): Promise<EngineManifest | undefined> {
  try {
    return EngineManifest.safeParse(
      JSON.parse(await readFile(join(packageFolder, MANIFEST_FILE), 'utf8')),
    ).data;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
