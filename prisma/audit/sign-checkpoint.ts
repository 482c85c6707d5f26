import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import {
  type Checkpoint,
  FIRST_PREVIOUS_SHA256,
  signedBytesOf,
  type SignedCheckpoint,
} from '@fermata/contracts/values';

/** Signs checkpoints. The owner of the database must not have it. */
export type CheckpointSigner = {
  keyId: string;
  /** SubjectPublicKeyInfo in DER, base64. */
  publicKey: string;
  sign(checkpoint: Omit<Checkpoint, 'keyId'>): SignedCheckpoint;
};

/** `privateKey`: Ed25519 as PKCS #8 in DER, base64. Throws an Error without the key. */
export function openCheckpointSigner(privateKey: string): CheckpointSigner {
  const key = readKey(() =>
    createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }),
  );
  const publicDer = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const keyId = createHash('sha256').update(publicDer).digest('hex');
  return {
    keyId,
    publicKey: publicDer.toString('base64'),
    sign(unsigned) {
      const checkpoint: Checkpoint = { ...unsigned, keyId };
      return {
        ...checkpoint,
        signature: sign(null, signedBytesOf(checkpoint), key).toString('base64'),
      };
    },
  };
}

/** The checkpoint after `previous` for the end of the log. */
export const nextCheckpoint = (
  previous: { checkpoint: SignedCheckpoint; sha256: string } | null,
  { position, hash }: { position: number; hash: string },
  at: Date,
): Omit<Checkpoint, 'keyId'> => ({
  number: (previous?.checkpoint.number ?? 0) + 1,
  position,
  hash,
  at: at.toISOString(),
  previousSha256: previous?.sha256 ?? FIRST_PREVIOUS_SHA256,
});

/** Throws an Error that does not contain the key. */
export function readKey(read: () => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    throw new Error('the checkpoint key cannot be read: it must be an Ed25519 key in DER, base64');
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`the checkpoint key must be an Ed25519 key, not ${key.asymmetricKeyType}`);
  return key;
}
