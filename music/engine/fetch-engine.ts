import { musicPackageFolder, readManifest } from './engine-files.ts';
import { engineKeyId } from './engine-signature.ts';
import { TrustedEngine } from './trusted-engine.ts';

/** The part of the asset store that has engines. */
export interface EngineStore {
  getEngine(sha256: string): Promise<Uint8Array>;
  /** The signature of this key in base64; null if the store has none. */
  getEngineSignature(sha256: string, keyId: string): Promise<string | null>;
}

/**
 * An engine from the store, if one of `publicKeys` has signed it. Without `publicKeys`, the key of
 * the installed build counts. The installed build itself needs no signature in the store.
 */
export async function fetchEngine(
  store: EngineStore,
  sha256: string,
  publicKeys: readonly string[] = [],
): Promise<TrustedEngine> {
  const installed = await readManifest(musicPackageFolder());
  const trustedKeys = publicKeys.length > 0 ? publicKeys : installed ? [installed.publicKey] : [];
  const signatures = installed?.sha256 === sha256 ? [installed] : [];
  const stored = await Promise.all(
    trustedKeys.map(async (publicKey) => ({
      publicKey,
      signature: await store.getEngineSignature(sha256, engineKeyId(publicKey)),
    })),
  );
  return TrustedEngine.verify({
    bytes: await store.getEngine(sha256),
    sha256,
    signatures: [
      ...signatures,
      ...stored.flatMap(({ publicKey, signature }) =>
        signature === null ? [] : [{ publicKey, signature }],
      ),
    ],
    publicKeys: trustedKeys,
  });
}
