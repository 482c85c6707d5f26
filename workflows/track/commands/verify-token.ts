import type { VerifiedDecision } from '@fermata/activities';
import { call } from '../../call.ts';
import { catalogue } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';

/** Verifies a token by the moment `at` which it was handed in: a decision is not late because a database is away. */
export async function verifyToken(
  run: TrackRun,
  token: string,
  spender: string,
  at: number,
): Promise<VerifiedDecision> {
  run.pendingVerifications += 1;
  try {
    return await call(catalogue.verifyDecisionToken, 'Verify the token of a decision', {
      projectId: run.input.projectId,
      token,
      spender: `${run.workflowId}/${spender}`,
      at: new Date(at).toISOString(),
    });
  } finally {
    run.pendingVerifications -= 1;
  }
}
