import type { VerifiedDecision } from '@fermata/activities';
import { call } from '../../call.ts';
import { catalogue } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';

/**
 * Verifies a token as of `at`, the moment of its submission: an unavailable database does not make
 * a decision late.
 */
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
