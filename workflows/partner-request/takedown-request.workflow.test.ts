import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { type RequestState, WORKFLOWS } from '@fermata/contracts/temporal';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';

const harness = await harnessOfFile();

const RUN = `${process.pid}-${Date.now()}`;
const state = (fields: Partial<RequestState>): RequestState => ({
  ...{ requestId: 'a', named: 'ref', answer: null, final: true },
  ...{ workflowId: null, withdrawal: null, awaits: null, sale: null },
  ...fields,
});

it('a request that leads to a withdrawal starts it, and is answered', async () => {
  const webhookId = `alone-${RUN}`;
  const withdrawalId = deriveId('wdr', webhookId);
  const withdrawal: RequestState['withdrawal'] = {
    ...{ projectId: PROJECT_ID, withdrawalId, title: 'Slow Light', reason: 'the shop asks for it' },
    ...{ trackId: deriveId('trk', webhookId), releaseId: deriveId('rel', webhookId) },
    ...{ requestedBy: 'act_fermata', takedownSeconds: 5 },
    offers: [{ partner: 'shop', partnerReference: 'ref' }],
  };
  const stream = workflowIds.withdrawal(withdrawalId);
  const { trackId, releaseId, reason } = withdrawal;
  harness.batches.push([
    {
      ...{ projectId: PROJECT_ID, stream, sequence: 1, actor: 'act_fermata' },
      ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
      type: 'withdrawal.requested',
      data: { withdrawalId, trackId, releaseId, reason, partners: ['shop'] },
    },
  ]);
  const id = workflowIds.partnerMessage('shop', webhookId);
  const accepted = { answer: 'accepted', reason: 'the release is being taken down' } as const;
  harness.script(id, {
    considerRequest: () => Promise.resolve(state({ answer: accepted, withdrawal })),
  });
  const handle = await harness.start(WORKFLOWS.partnerRequest, id, { partner: 'shop', webhookId });
  expect(await handle.result()).toEqual(accepted);
  expect((await harness.event(stream, 'withdrawal.ended')).data).toMatchObject({
    outcome: 'withdrawn',
  });
  const { typedSearchAttributes } = await harness.client.workflow.getHandle(stream).describe();
  expect(typedSearchAttributes.get(searchAttributes.trackTitle)).toBe('Slow Light');
});

it('a request that awaits a person is found by that, until the person has decided', async () => {
  const webhookId = `person-${RUN}`;
  const id = workflowIds.partnerMessage('shop', webhookId);
  const answers: string[] = [];
  let declined = false;
  const refused = { answer: 'refused', code: 'declined', reason: 'no' } as const;
  harness.script(id, {
    considerRequest: () =>
      Promise.resolve(
        declined
          ? state({ answer: refused })
          : state({
              answer: { answer: 'remembered', reason: 'a person decides' },
              ...{ final: false, awaits: 'operations' },
              sale: { trackId: 'trk_1', releaseId: 'rel_1', createdByPerson: true },
            }),
      ),
    answerRequest: () => {
      answers.push(declined ? 'refused' : 'remembered');
      return Promise.resolve({ answer: '' });
    },
  });
  const handle = await harness.start(WORKFLOWS.partnerRequest, id, { partner: 'shop', webhookId });
  const role = async () =>
    (await handle.describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);
  await harness.until('a wait for operations', async () =>
    (await role()) === 'operations' ? true : undefined,
  );
  await harness.until('the first answer', () => (answers.length > 0 ? true : undefined));
  expect(await detailsOf(handle)).toContain(
    'Next: `fermata release withdraw rel_1 --partner shop --reason "…"` takes the release down at shop',
  );
  declined = true;
  expect(await handle.result()).toEqual(refused);
  expect(answers).toEqual(['remembered', 'refused']);
  expect(await role()).toBeUndefined();
});

it('an answer that the partner does not take is shown to operations, and sent again until it does', async () => {
  const webhookId = `deaf-${RUN}`;
  const id = workflowIds.partnerMessage('shop', webhookId);
  const refused = { answer: 'refused', code: 'declined', reason: 'no' } as const;
  let takesIt = false;
  let sent = 0;
  let decisions = 0;
  harness.script(id, {
    considerRequest: () => {
      decisions += 1;
      return Promise.resolve(state({ answer: refused }));
    },
    answerRequest: () => {
      sent += 1;
      return takesIt
        ? Promise.resolve({ answer: 'refused' })
        : Promise.reject(
            ApplicationFailure.nonRetryable('answer at shop: 401', 'PartnerKeyRefusedError'),
          );
    },
  });
  const handle = await harness.start(WORKFLOWS.partnerRequest, id, { partner: 'shop', webhookId });
  const role = async () =>
    (await handle.describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);
  await harness.until(
    'a wait for operations',
    async () => (await role()) === 'operations' || undefined,
  );
  expect(await detailsOf(handle)).toContain('shop has not taken the answer (answer at shop: 401)');
  await harness.until('another attempt', () => sent > 1 || undefined);
  takesIt = true;
  expect(await handle.result()).toEqual(refused);
  expect(decisions, 'a repeat could have another effect').toBe(1);
});
