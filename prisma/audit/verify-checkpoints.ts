import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import {
  type Checkpoint,
  FIRST_PREVIOUS_SHA256,
  parseJson,
  signedBytesOf,
  SignedCheckpoint,
} from '@fermata/contracts/values';
import type { AuditIssue } from './audit-issue.ts';
import { readKey } from './sign-checkpoint.ts';

/** A checkpoint as it is stored. */
export type StoredCheckpoint = { number: number; bytes: Uint8Array };

/** Public keys by their ids. */
export type CheckpointKeys = ReadonlyMap<string, KeyObject>;

/** sha256 of the DER bytes of a public key. */
export const checkpointKeyId = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

/** `publicKeys`: SubjectPublicKeyInfo in DER, base64: the present key and those before it. */
export const openCheckpointKeys = (publicKeys: readonly string[]): CheckpointKeys =>
  new Map(
    publicKeys.map((publicKey) => {
      const der = Buffer.from(publicKey, 'base64');
      const key = readKey(() => createPublicKey({ key: der, format: 'der', type: 'spki' }));
      return [checkpointKeyId(publicKey), key];
    }),
  );

/** The checkpoint, or why it is not genuine. */
export function readCheckpoint(
  { number, bytes }: StoredCheckpoint,
  keys: CheckpointKeys,
): SignedCheckpoint | { forged: string } {
  const parsed = SignedCheckpoint.safeParse(parseJson(bytes));
  if (!parsed.success) return { forged: 'it is not a checkpoint' };
  const checkpoint = parsed.data;
  const key = keys.get(checkpoint.keyId);
  if (key === undefined) return { forged: `it is signed with another key (${checkpoint.keyId})` };
  const signature = Buffer.from(checkpoint.signature, 'base64');
  if (!verify(null, signedBytesOf(checkpoint), key, signature))
    return { forged: 'its signature is not valid' };
  if (checkpoint.number !== number) return { forged: `it is checkpoint ${checkpoint.number}` };
  return checkpoint;
}

/**
 * Checks all checkpoints in the order of their numbers: signatures, no number missing, each linked to the one before.
 * Returns the genuine ones.
 */
export function verifyCheckpoints(
  stored: readonly StoredCheckpoint[],
  keys: CheckpointKeys,
): { checkpoints: Checkpoint[]; issues: AuditIssue[] } {
  const checkpoints: SignedCheckpoint[] = [];
  const issues: AuditIssue[] = [];
  const report = (
    kind: 'checkpoint-missing' | 'checkpoint-forged',
    position: number | null,
    detail: string,
  ) => issues.push({ kind, stream: null, sequence: null, position, detail });

  let number = 0;
  let previousSha256: string | null = FIRST_PREVIOUS_SHA256;
  let position = 0;
  for (const one of stored) {
    if (one.number > number + 1)
      report('checkpoint-missing', null, `${rangeOf(number + 1, one.number - 1)} missing`);
    const checkpoint = readCheckpoint(one, keys);
    const isNext = one.number === number + 1;
    number = one.number;
    if ('forged' in checkpoint) {
      report(
        'checkpoint-forged',
        null,
        `checkpoint ${number} is not genuine: ${checkpoint.forged}`,
      );
      previousSha256 = null;
      continue;
    }
    if (isNext && previousSha256 !== null && checkpoint.previousSha256 !== previousSha256)
      report(
        'checkpoint-forged',
        checkpoint.position,
        `checkpoint ${number} follows another checkpoint ${number - 1} than the one that is there`,
      );
    if (checkpoint.position <= position)
      report(
        'checkpoint-forged',
        checkpoint.position,
        `checkpoint ${number} is about position ${checkpoint.position}, the one before about ${position}`,
      );
    position = checkpoint.position;
    previousSha256 = createHash('sha256').update(one.bytes).digest('hex');
    checkpoints.push(checkpoint);
  }
  return { checkpoints, issues };
}

const rangeOf = (from: number, to: number): string =>
  from === to ? `checkpoint ${from} is` : `the checkpoints ${from} to ${to} are`;
