import { ApplicationFailure } from '@temporalio/common';
import { sha256Hex, storedBytesOf } from '@fermata/contracts/values';
import {
  type Catalogue,
  type CheckpointSigner,
  nextCheckpoint,
  openCheckpointKeys,
  readCheckpoint,
} from '@fermata/prisma';
import type { CheckpointStore } from '@fermata/storage';

export interface CheckpointDeps {
  readonly catalogue: Pick<Catalogue, 'audit'>;
  readonly checkpoints: CheckpointStore;
  /** Absent in a process that does not serve the task queue `control`. */
  readonly checkpointSigner?: CheckpointSigner | undefined;
  /** Keys that signed checkpoints earlier. */
  readonly checkpointPublicKeys?: readonly string[];
}

/** The last checkpoint; `position` is the end of the log that it confirms. Null for an empty log. */
export type CheckpointResult = { number: number; position: number; written: boolean } | null;

const MAX_ATTEMPTS = 5;

/** Task queue `control`: signs the end of the event log and stores it outside the database. */
export function createCheckpointActivities({
  catalogue,
  checkpoints,
  checkpointSigner,
  checkpointPublicKeys = [],
}: CheckpointDeps) {
  return {
    /** Repeatable: writes nothing if the last checkpoint is about the last event. */
    async writeCheckpoint(): Promise<CheckpointResult> {
      if (checkpointSigner === undefined)
        throw ApplicationFailure.nonRetryable(
          'this worker has no FERMATA_CHECKPOINT_KEY',
          'NoKeyError',
        );
      // Another process may have written the same number: then its checkpoint is the last one.
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        const previous = await readPrevious(checkpointSigner);
        const end = await catalogue.audit.point('last');
        if (previous !== null) await assertLogHas(previous.checkpoint);
        if (end === null) return null;
        if (previous?.checkpoint.position === end.position)
          return { number: previous.checkpoint.number, position: end.position, written: false };
        const next = checkpointSigner.sign(nextCheckpoint(previous, end, new Date()));
        if (await checkpoints.put(next.number, storedBytesOf(next)))
          return { number: next.number, position: next.position, written: true };
      }
      throw new Error(`${MAX_ATTEMPTS} checkpoints in a row were written by other processes`);
    },
  };

  async function readPrevious(signer: CheckpointSigner) {
    const last = await checkpoints.last();
    if (last === null) return null;
    const checkpoint = readCheckpoint(
      last,
      openCheckpointKeys([signer.publicKey, ...checkpointPublicKeys]),
    );
    if ('forged' in checkpoint)
      throw ApplicationFailure.nonRetryable(
        `checkpoint ${last.number} is not genuine: ${checkpoint.forged}`,
        'CheckpointForgedError',
      );
    return { checkpoint, sha256: sha256Hex(last.bytes) };
  }

  /** A signature must not confirm a log that was rewritten. */
  async function assertLogHas({
    number,
    position,
    hash,
  }: {
    number: number;
    position: number;
    hash: string;
  }): Promise<void> {
    if ((await catalogue.audit.point(position))?.hash !== hash)
      throw ApplicationFailure.nonRetryable(
        `the event log differs from checkpoint ${number} at position ${position}; run "fermata audit verify"`,
        'LogRewrittenError',
      );
  }
}

export type CheckpointActivities = ReturnType<typeof createCheckpointActivities>;
