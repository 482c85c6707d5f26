import { z } from 'zod';
import { privateKey, publicKeys } from './ed25519-keys.ts';

/** Signs checkpoints of the event log. The owner of the database should not have it. */
export const CheckpointKeySettings = z.object({
  FERMATA_CHECKPOINT_KEY: privateKey('FERMATA_CHECKPOINT_KEY').optional(),
});

/** Verifies checkpoints: the present public key first, then earlier ones. */
export const CheckpointPublicKeySettings = z.object({
  FERMATA_CHECKPOINT_PUBLIC_KEY: publicKeys('FERMATA_CHECKPOINT_PUBLIC_KEY'),
});
