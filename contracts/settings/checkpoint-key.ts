import { z } from 'zod';

// Both patterns fix the DER header of an Ed25519 key.
const PRIVATE_KEY = /^MC4CAQAwBQYDK2VwBCIEI[A-P][A-Za-z0-9+/]{42}$/;
const PUBLIC_KEY = /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/;

/** Signs checkpoints of the event log. The owner of the database should not have it. */
export const CheckpointKeySettings = z.object({
  FERMATA_CHECKPOINT_KEY: z
    .string()
    .regex(
      PRIVATE_KEY,
      'FERMATA_CHECKPOINT_KEY must be an Ed25519 key: PKCS #8 in DER, as base64 on one line',
    )
    .optional(),
});

/** Verifies checkpoints: the present public key first, then earlier ones. */
export const CheckpointPublicKeySettings = z.object({
  FERMATA_CHECKPOINT_PUBLIC_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine(
      (keys) => keys.every((key) => PUBLIC_KEY.test(key)),
      'FERMATA_CHECKPOINT_PUBLIC_KEY must be Ed25519 keys, separated by commas: ' +
        'each SubjectPublicKeyInfo in DER, as base64',
    )
    .default([]),
});
