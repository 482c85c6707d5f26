import { generateKeyPairSync } from 'node:crypto';
import { signEngine } from '../engine/engine-signature.ts';
import { fileSha256 } from '../engine/file-sha256.ts';
import { TrustedEngine } from '../engine/trusted-engine.ts';

/** A new key: PKCS #8 in DER, base64. */
export const engineKey = (): string =>
  generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64');

/** An engine of any bytes, signed with a new key that is trusted. */
export function signedEngine(bytes: Uint8Array): Promise<TrustedEngine> {
  const sha256 = fileSha256(bytes);
  const signed = signEngine(sha256, engineKey());
  return TrustedEngine.verify({
    bytes,
    sha256,
    signatures: [signed],
    publicKeys: [signed.publicKey],
  });
}
