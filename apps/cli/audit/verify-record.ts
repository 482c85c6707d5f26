import {
  type AuditIssue,
  type AuditReport,
  type Catalogue,
  openCheckpointKeys,
  type StoredCheckpoint,
  verifyCheckpoints,
} from '@fermata/prisma';
import type { CheckpointStore } from '@fermata/storage';

/** `checkpoints`: how many were compared; null if there was no store to read them from. */
export type RecordReport = AuditReport & { checkpoints: number | null };

/**
 * Verifies the events, and compares them with the signed checkpoints in the store. `known`: checkpoints that the
 * auditor has kept; they must be in the store unchanged.
 */
export async function verifyRecord({
  catalogue,
  store,
  publicKeys,
  projectId,
  known = [],
}: {
  catalogue: Pick<Catalogue, 'audit'>;
  store: Pick<CheckpointStore, 'readAll'> | null;
  publicKeys: readonly string[];
  projectId?: string | undefined;
  known?: readonly StoredCheckpoint[];
}): Promise<RecordReport> {
  const options = projectId === undefined ? {} : { projectId };
  if (store === null) return { ...(await catalogue.audit.verify(options)), checkpoints: null };
  // Before the events: every checkpoint is about a position that the log had by then.
  const stored = await store.readAll();
  const keys = openCheckpointKeys(publicKeys);
  const { checkpoints, issues } = verifyCheckpoints(stored, keys);
  const kept = verifyKnown(known, stored, keys);
  const report = await catalogue.audit.verify({
    ...options,
    checkpoints: [...checkpoints, ...kept.checkpoints].toSorted((a, b) => a.number - b.number),
  });
  return {
    ...report,
    issues: [...report.issues, ...issues, ...kept.issues],
    checkpoints: stored.length,
  };
}

/** Genuine checkpoints that the store no longer has, or has in another form. */
function verifyKnown(
  known: readonly StoredCheckpoint[],
  stored: readonly StoredCheckpoint[],
  keys: ReturnType<typeof openCheckpointKeys>,
) {
  const issues: AuditIssue[] = [];
  const absent = known.filter(
    ({ number, bytes }) =>
      !stored.some((one) => one.number === number && Buffer.compare(one.bytes, bytes) === 0),
  );
  const checkpoints = absent.flatMap((one) => {
    const { checkpoints: genuine } = verifyCheckpoints([one], keys);
    const isOther = stored.some(({ number }) => number === one.number);
    const [position] = genuine.map((checkpoint) => checkpoint.position);
    issues.push({
      kind: isOther || position === undefined ? 'checkpoint-forged' : 'checkpoint-missing',
      stream: null,
      sequence: null,
      position: position ?? null,
      detail:
        position === undefined
          ? `the given checkpoint ${one.number} is not genuine`
          : `the given checkpoint ${one.number} is genuine, but ` +
            (isOther ? 'another one has its number' : 'it is missing'),
    });
    return genuine;
  });
  return { checkpoints, issues };
}
