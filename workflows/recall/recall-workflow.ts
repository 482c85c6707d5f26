import { continueAsNew, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';
import { type RecallStep, RecallWorkflowInput } from '@fermata/contracts/temporal';
import { growingPauseMs, workflowIds } from '@fermata/contracts/values';
import { call } from '../call.ts';
import { parseInput } from '../parse-input.ts';
import { recalls } from '../proxies.ts';
import { notifyAt } from '../release-changed-signal.ts';
import { startWithdrawal } from '../withdrawal/start-withdrawal.ts';
import { describeRecall } from './describe-recall.ts';

/** Few events keep a replay short. */
const MAX_EVENTS = 2000;
const MAX_PAUSE_MS = 3_600_000;

export interface RecallResult {
  readonly state: 'completed' | 'lifted';
  readonly withdrawn: number;
}

/**
 * Withdraws everything that was made with an engine or a model, and stops its releases. Looks again, with a growing
 * pause, until no partner has any of it; a withdrawal that has failed is then requested again. Ends as well when the
 * recall is lifted. Fails unless a person has started it.
 */
export async function recallWorkflow(input: RecallWorkflowInput): Promise<RecallResult> {
  const recall = parseInput('recall', RecallWorkflowInput, input);
  let terminated: Terminated = [];
  for (let { round } = recall; ; round++) {
    const pass = await goThroughTracks(recall, terminated);
    terminated = pass.terminated;
    const { state, counts } = pass.step;
    if (state !== 'running') return { state, withdrawn: counts.withdrawn };
    await sleep(growingPauseMs(round, recall.pauseSeconds * 1000, MAX_PAUSE_MS), {
      summary: 'Poll the recalled tracks',
    });
    if (isLong()) return continueAsNew<typeof recallWorkflow>({ ...recall, round: round + 1 });
  }
}

const isLong = (): boolean => workflowInfo().historyLength > MAX_EVENTS;

/** Releases that none of their workflows follows any more: the next pass withdraws them. */
type Terminated = readonly string[];

/** Limits the input of an activity. The passes after it find the others. */
const MAX_TERMINATED = 50;

/** One pass over every track that partners have, or that is being released. */
async function goThroughTracks(
  { projectId, recallId }: RecallWorkflowInput,
  terminated: Terminated,
): Promise<{ step: RecallStep; terminated: Terminated }> {
  const found: string[] = [];
  for (let after = ''; ;) {
    const step = await call(recalls.continueRecall, 'Request the next withdrawals', {
      ...{ projectId, recallId, after, terminated },
    });
    setCurrentDetails(describeRecall(recallId, step));
    await Promise.all([
      ...step.withdrawals.map((withdrawal) => startWithdrawal(withdrawal)),
      ...step.running.map(async (release) => {
        if (!(await notifyRelease(release))) found.push(release.releaseId);
      }),
    ]);
    // The next run starts at the beginning, and finds the rest.
    if (step.next === null || isLong())
      return { step, terminated: found.toSorted().slice(0, MAX_TERMINATED) };
    after = step.next;
  }
}

/** Its workflows ask the catalogue, which does not let them go on. False: they were terminated. */
async function notifyRelease({
  releaseId,
  partners,
}: RecallStep['running'][number]): Promise<boolean> {
  const ids = [
    workflowIds.release(releaseId),
    ...partners.map((name) => workflowIds.offer(releaseId, name)),
  ];
  const taken = await Promise.all(ids.map(notifyAt));
  return taken.includes(true);
}
