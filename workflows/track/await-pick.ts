import { condition } from '@temporalio/workflow';
import type { EvaluatedCandidate } from './evaluated-candidate.ts';
import type { TrackRun } from './track-run.ts';

/** Waits for a person to pick. A hold stops the clock. Null on timeout. */
export async function awaitPick(
  run: TrackRun,
  evaluated: readonly EvaluatedCandidate[],
): Promise<EvaluatedCandidate | null> {
  const { pick } = run.input;
  if (pick.by !== 'person') return null;
  run.pick = { candidates: evaluated, picked: null };
  run.publishDetails();
  const picked = (): TrackRun['pick']['picked'] => run.pick.picked;
  let left = pick.limitSeconds * 1000;
  while (!picked() && left > 0) {
    await condition(() => picked() !== null || !run.lifecycle.held);
    const from = Date.now();
    await condition(() => picked() !== null || run.lifecycle.held, left, {
      summary: 'Time limit for the pick',
    });
    left -= Date.now() - from;
  }
  // A pick received in time counts, even while its token is still being verified.
  await condition(() => run.pendingVerifications === 0);
  run.pick.candidates = [];
  return evaluated.find(({ candidateId }) => candidateId === picked()?.candidateId) ?? null;
}
