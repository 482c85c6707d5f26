import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { z } from 'zod';

/**
 * An Ed25519 signature of an engine's sha256. `publicKey`: SubjectPublicKeyInfo in DER; both in
 * base64.
 */
export const EngineSignature = z.object({ publicKey: z.string(), signature: z.string() });
export type EngineSignature = z.infer<typeof EngineSignature>;

/** The signed text; docs/auditor.md defines it. */
const textOf = (sha256: string): Uint8Array => new TextEncoder().encode(`fermata engine ${sha256}`);

/** `privateKey`: PKCS #8 in DER, base64. */
export function signEngine(sha256: string, privateKey: string): EngineSignature {
  const key = createPrivateKey({
    key: Buffer.from(privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
    signature: sign(null, textOf(sha256), key).toString('base64'),
  };
}

export function isSignatureOf(sha256: string, { publicKey, signature }: EngineSignature): boolean {
  const key = createPublicKey({
    key: Buffer.from(publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  });
  return verify(null, textOf(sha256), key, Buffer.from(signature, 'base64'));
}

/** The name of a public key: sha256 of its DER bytes. */
export const engineKeyId = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
