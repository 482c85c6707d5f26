import { type WorkflowExecutionStatusName, WorkflowNotFoundError } from '@temporalio/client';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { ReleaseTerms } from '@fermata/contracts/values';
import { startMissingWorkflows } from './start-missing-workflows.ts';

const withdrawal = {
  ...{ projectId: 'atlas', trackId: 'trk_1', releaseId: 'rel_1', reason: 'rights unclear' },
  ...{ requestedBy: 'act_otto', partners: ['shop'] },
};
const content = {
  ...{ title: 'Night Rides', recordings: [{ trackId: 'trk_1' }] },
  ...{ terms: ReleaseTerms.parse({ partners: ['shop'] }), publishesAt: '2027-03-01T09:00:00.000Z' },
};
const sale = {
  ...{ createdByPerson: true, title: 'Night Rides', failedWithdrawals: 0, stage: 'published' },
  ...{ terms: content.terms, partners: [{ name: 'shop', state: 'live', partnerReference: 'ref' }] },
};

interface Started {
  readonly type: unknown;
  readonly workflowId: string;
  readonly input: unknown;
}

/** One sweep over unfinished work, of which `statuses` names the workflows that Temporal knows. */
async function sweep(statuses: Record<string, WorkflowExecutionStatusName>): Promise<Started[]> {
  const started: Started[] = [];
  const abort = new AbortController();
  let sweeps = 0;
  const client = {
    options: { loadedDataConverter: { payloadCodecs: [] } },
    withDeadline: (_deadline: number, work: () => Promise<unknown>) => work(),
    workflow: {
      getHandle: (workflowId: string) => ({
        describe: async () => {
          const name = statuses[workflowId];
          if (name === undefined) throw new WorkflowNotFoundError('none', workflowId, undefined);
          return { status: { name } };
        },
      }),
      start: async (type: unknown, options: { workflowId: string; args: unknown[] }) => {
        started.push({ type, workflowId: options.workflowId, input: options.args[0] });
      },
    },
  };
  const catalogue = {
    unfinished: {
      releases: async () => {
        sweeps += 1;
        if (sweeps > 1) abort.abort();
        return [
          { projectId: 'atlas', releaseId: 'rel_1' },
          { projectId: 'atlas', releaseId: 'rel_2' },
        ];
      },
      amendments: async () => [{ projectId: 'atlas', releaseId: 'rel_1', metadataVersion: 2 }],
      withdrawals: async () => [
        { ...withdrawal, withdrawalId: 'wdr_open', failed: false },
        { ...withdrawal, withdrawalId: 'wdr_failed', failed: true },
      ],
    },
    releaseContents: {
      find: async (_projectId: string, releaseId: string) => {
        if (releaseId === 'rel_1') throw new Error('its row is unreadable');
        return { content, createdBy: 'act_rita', ended: false };
      },
    },
    releases: { find: async () => sale },
    tracks: { find: async () => null },
    authority: { considerCreation: async () => ({ issue: null, version: { title: 'whole' } }) },
  };
  await startMissingWorkflows(
    {
      // Only what the sweep uses.
      catalogue: catalogue as never,
      client: client as never,
      log: pino({ level: 'silent' }),
      everyMs: 1,
    },
    abort.signal,
  );
  return started;
}

const idsOf = (started: readonly Started[]): string[] =>
  started.map(({ workflowId }) => workflowId);

test('work without a workflow is started with the input of its request, and one failure blocks no other', async () => {
  const started = await sweep({});
  // The row of the first release cannot be read; a withdrawal that has failed may have completed long ago.
  expect(started).toMatchObject([
    {
      ...{ type: 'releaseWorkflow', workflowId: 'release/rel_2' },
      input: {
        ...{ projectId: 'atlas', releaseId: 'rel_2', trackId: 'trk_1', requestedBy: 'act_rita' },
        ...{ version: { title: 'whole' }, publishesAt: content.publishesAt },
      },
    },
    {
      ...{ type: 'amendmentWorkflow', workflowId: 'amendment/rel_1/2' },
      input: { projectId: 'atlas', releaseId: 'rel_1', metadataVersion: 2 },
    },
    {
      ...{ type: 'withdrawalWorkflow', workflowId: 'withdrawal/wdr_open' },
      input: {
        ...{ withdrawalId: 'wdr_open', releaseId: 'rel_1', requestedBy: 'act_otto' },
        offers: [{ partner: 'shop', partnerReference: 'ref', redelivering: false }],
      },
    },
  ]);
});

test('a withdrawal that was terminated after it had failed goes on without a limit', async () => {
  const [last] = (await sweep({ 'withdrawal/wdr_failed': 'TERMINATED' })).slice(-1);
  expect(last).toMatchObject({
    ...{ workflowId: 'withdrawal/wdr_failed', input: { overdue: ['shop'] } },
  });
});

test.each<[WorkflowExecutionStatusName, boolean]>([
  ['RUNNING', false],
  ['COMPLETED', false],
  ['FAILED', false],
  ['TERMINATED', true],
  ['TIMED_OUT', true],
  ['CANCELLED', true],
])('a workflow that is %s is started: %s', async (status, isStarted) => {
  const ids = ['release/rel_2', 'amendment/rel_1/2', 'withdrawal/wdr_open'];
  const started = await sweep(Object.fromEntries(ids.map((id) => [id, status])));
  expect(idsOf(started)).toEqual(isStarted ? ids : []);
});
