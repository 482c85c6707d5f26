import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { Sha256 } from './ids.ts';

/** The previous hash of the first checkpoint. */
export const FIRST_PREVIOUS_SHA256 = '0'.repeat(64);

/** A checkpoint records the log's hash at a position, which confirms all events up to it. */
export const Checkpoint = z.strictObject({
  /** 1, 2, 3 … */
  number: z.number().int().positive(),
  position: z.number().int().positive(),
  /** The hash of the event at this position. */
  hash: Sha256,
  at: z.iso.datetime(),
  /** sha256 of the stored bytes of the previous checkpoint; 64 zeros for the first. */
  previousSha256: Sha256,
  /** sha256 of the public key in DER (SubjectPublicKeyInfo). */
  keyId: Sha256,
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** `signature`: Ed25519 over the canonical JSON of the other fields, in base64. */
export const SignedCheckpoint = Checkpoint.extend({
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
}).meta({ id: 'Checkpoint' });
export type SignedCheckpoint = z.infer<typeof SignedCheckpoint>;

/** The bytes that the signature covers. */
export const signedBytesOf = ({
  number,
  position,
  hash,
  at,
  previousSha256,
  keyId,
}: Checkpoint): Uint8Array =>
  new TextEncoder().encode(
    canonicalJson({ number, position, hash, at, previousSha256, keyId } satisfies Checkpoint),
  );

/** The stored bytes. */
export const storedBytesOf = (checkpoint: SignedCheckpoint): Uint8Array =>
  new TextEncoder().encode(canonicalJson(checkpoint));
