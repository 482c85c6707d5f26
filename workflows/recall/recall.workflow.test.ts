import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import {
  NOT_AUTHORISED,
  type RecallStep,
  type WithdrawalWorkflowInput,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';

const harness = await harnessOfFile();

const SEED = `${process.pid} ${Date.now()}`;
const NONE = { withdraw: 0, stopRelease: 0, refuse: 0, nothing: 0, withdrawn: 0 };
const step = (fields: Partial<RecallStep>): RecallStep => ({
  state: 'running',
  subject: { kind: 'model', name: 'theory', version: '2' },
  reason: 'not licensed',
  counts: NONE,
  ...{ withdrawals: [], running: [], next: null },
  ...fields,
});

/** A withdrawal as the catalogue has it; `failures` of this track have failed before. */
function requested(name: string, failures = 0): WithdrawalWorkflowInput {
  const withdrawalId = deriveId('wdr', SEED, name, failures);
  const stream = workflowIds.withdrawal(withdrawalId);
  const about = {
    ...{ withdrawalId, reason: 'not licensed' },
    ...{ trackId: deriveId('trk', SEED, name), releaseId: deriveId('rel', SEED, name) },
  };
  if (harness.events(stream).length === 0)
    harness.batches.push([
      {
        ...{ projectId: PROJECT_ID, stream, sequence: 1, actor: 'act_otto' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        type: 'withdrawal.requested',
        data: { ...about, partners: ['shop'] },
      },
    ]);
  return {
    ...about,
    ...{
      projectId: PROJECT_ID,
      title: name,
      requestedBy: 'act_otto',
      takedownSeconds: 5,
      createdByPerson: false,
    },
    offers: [{ partner: 'shop', partnerReference: about.trackId, redelivering: false }],
  };
}

const outcomeOf = (input: WithdrawalWorkflowInput): unknown =>
  harness
    .events(workflowIds.withdrawal(input.withdrawalId))
    .find(({ type }) => type === 'withdrawal.ended')?.data;

const start = (recallId: string) =>
  harness.start(WORKFLOWS.recall, workflowIds.recall(recallId), {
    ...{ projectId: PROJECT_ID, recallId, pauseSeconds: 0.01 },
  });

describe.concurrent('a recall', () => {
  it('goes through the pages of its tracks, and looks again until all are withdrawn', async () => {
    const recallId = deriveId('rcl', SEED, 'pages');
    const withdrawals = ['one', 'two', 'three'].map((name) => requested(`pages ${name}`));
    const seen: string[] = [];
    harness.script(workflowIds.recall(recallId), {
      continueRecall: ({ after }) => {
        seen.push(after);
        const open = withdrawals.filter((each) => outcomeOf(each) === undefined);
        const counts = { ...NONE, withdraw: open.length, withdrawn: 3 - open.length };
        if (open.length === 0) return Promise.resolve(step({ state: 'completed', counts }));
        return Promise.resolve(
          after === ''
            ? step({ counts, withdrawals: withdrawals.slice(0, 2), next: 'two' })
            : step({ counts, withdrawals: withdrawals.slice(2) }),
        );
      },
    });
    const handle = await start(recallId);
    expect(await handle.result()).toEqual({ state: 'completed', withdrawn: 3 });
    expect(seen.slice(0, 3)).toEqual(['', 'two', '']);
    expect(withdrawals.map(outcomeOf)).toMatchObject(
      withdrawals.map(() => ({ outcome: 'withdrawn' })),
    );
  });

  it('starts the withdrawal that is requested after a failed one', async () => {
    const recallId = deriveId('rcl', SEED, 'again');
    const first = requested('again');
    harness.script(workflowIds.withdrawal(first.withdrawalId), {
      sendTakedown: () => Promise.reject(ApplicationFailure.nonRetryable('the shop refuses')),
      findReservations: () =>
        Promise.resolve([{ partnerReference: 'ref', state: 'live', detail: null }]),
    });
    harness.script(workflowIds.recall(recallId), {
      continueRecall: () => {
        const failed = outcomeOf(first) !== undefined;
        const now = failed ? requested('again', 1) : first;
        return Promise.resolve(
          failed && outcomeOf(now) !== undefined
            ? step({ state: 'completed', counts: { ...NONE, withdrawn: 1 } })
            : step({ withdrawals: [now], counts: { ...NONE, withdraw: 1 } }),
        );
      },
    });
    const handle = await start(recallId);
    expect(await handle.result()).toMatchObject({ state: 'completed' });
    expect(outcomeOf(first)).toMatchObject({ outcome: 'failed' });
    expect(outcomeOf(requested('again', 1))).toMatchObject({ outcome: 'withdrawn' });
  });

  it('withdraws a release that neither its workflow nor an offer follows any more', async () => {
    const recallId = deriveId('rcl', SEED, 'terminated');
    const withdrawal = requested('terminated');
    const { releaseId } = withdrawal;
    const seen: (readonly string[])[] = [];
    harness.script(workflowIds.recall(recallId), {
      continueRecall: ({ terminated }) => {
        seen.push(terminated);
        if (outcomeOf(withdrawal) !== undefined)
          return Promise.resolve(step({ state: 'completed', counts: { ...NONE, withdrawn: 1 } }));
        const counts = { ...NONE, stopRelease: 1 };
        return Promise.resolve(
          terminated.includes(releaseId)
            ? step({ counts, withdrawals: [withdrawal] })
            : step({ counts, running: [{ releaseId, partners: ['shop'] }] }),
        );
      },
    });
    const handle = await start(recallId);
    expect(await handle.result()).toMatchObject({ state: 'completed', withdrawn: 1 });
    expect(seen.slice(0, 2)).toEqual([[], [releaseId]]);
    expect(outcomeOf(withdrawal)).toMatchObject({ outcome: 'withdrawn' });
  });

  it('ends when it is lifted', async () => {
    const recallId = deriveId('rcl', SEED, 'lifted');
    let lifted = false;
    harness.script(workflowIds.recall(recallId), {
      continueRecall: () =>
        Promise.resolve(
          step(
            lifted
              ? { state: 'lifted' }
              : {
                  running: [{ releaseId: deriveId('rel', SEED, 'gone'), partners: ['shop'] }],
                  counts: { ...NONE, stopRelease: 1 },
                },
          ),
        ),
    });
    const handle = await start(recallId);
    await harness.until('a first look', () =>
      harness.calls.some(({ workflowId }) => workflowId === workflowIds.recall(recallId))
        ? true
        : undefined,
    );
    lifted = true;
    expect(await handle.result()).toEqual({ state: 'lifted', withdrawn: 0 });
  });

  it('fails when nobody has started it', async () => {
    const recallId = deriveId('rcl', SEED, 'forged');
    harness.script(workflowIds.recall(recallId), {
      continueRecall: () =>
        Promise.reject(ApplicationFailure.nonRetryable('not authorised', NOT_AUTHORISED)),
    });
    const handle = await start(recallId);
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
  });
});
