import type pg from 'pg';
import type { Checkpoint } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import type { AuditIssue } from './audit-issue.ts';
import { compareCheckpoints } from './compare-checkpoints.ts';
import { missingPositions } from './missing-positions.ts';
import { verifyEffects } from './verify-effects.ts';
import { verifyLog } from './verify-log.ts';
import { verifyStreams } from './verify-streams.ts';

export type AuditReport = { events: number; streams: number; issues: AuditIssue[] };

export type VerifyOptions = {
  /** Checks the content of this project's events only; all projects share one log. */
  projectId?: string;
  /** Verified checkpoints in the order of their numbers, read before this call; absent: no comparison. */
  checkpoints?: readonly Checkpoint[];
};

/** See Audit.verify. Reads in batches from one snapshot. */
export async function verify(
  pool: pg.Pool,
  { projectId, checkpoints }: VerifyOptions = {},
): Promise<AuditReport> {
  return inTransaction(
    pool,
    async (client) => {
      const { events, streams, issues } = await verifyStreams(client, projectId);
      const log = await verifyLog(client, issues);
      return {
        events,
        streams,
        issues: [
          ...missingPositions([...issues, ...log.issues], log.missing),
          ...(checkpoints ? await compareCheckpoints(client, checkpoints, log.missing) : []),
          ...(await verifyEffects(client, projectId)),
        ],
      };
    },
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  );
}
