import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { type RequestState, type SetAsideMessage, WORKFLOWS } from '@fermata/contracts/temporal';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import { startRelease } from '../testing/sample-release.ts';

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
    ...{ requestedBy: 'act_fermata', takedownSeconds: 5, createdByPerson: false },
    offers: [{ partner: 'shop', partnerReference: 'ref', redelivering: false }],
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

it('an answer that is not taken for too long is shown in the inbox, and sent again by a replay', async () => {
  const webhookId = `given-up-${RUN}`;
  const id = workflowIds.partnerMessage('shop', webhookId);
  const refused = { answer: 'refused', code: 'declined', reason: 'no' } as const;
  const aside: SetAsideMessage[] = [];
  let takesIt = false;
  harness.script(id, {
    considerRequest: () => Promise.resolve(state({ answer: refused })),
    answerRequest: () =>
      takesIt
        ? Promise.resolve({ answer: 'refused' })
        : Promise.reject(
            ApplicationFailure.nonRetryable('answer at shop: 400', 'PartnerRefusedError'),
          ),
    setMessageAside: (message) => {
      aside.push(message);
      return Promise.resolve();
    },
  });
  const input = { partner: 'shop', webhookId, giveUpSeconds: 0.5 };
  const handle = await harness.start(WORKFLOWS.partnerRequest, id, input);
  await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
  const reason = 'shop has not taken the answer refused for 0.5 s';
  expect(aside).toEqual([{ partner: 'shop', webhookId, reason }]);
  const { typedSearchAttributes } = await handle.describe();
  expect(typedSearchAttributes.get(searchAttributes.awaitingRole)).toBeUndefined();
  takesIt = true;
  const again = await harness.start(WORKFLOWS.partnerRequest, id, input);
  expect(await again.result()).toEqual(refused);
});

it('a remembered answer that the partner does not take delays no final one', async () => {
  const webhookId = `remembered-${RUN}`;
  const id = workflowIds.partnerMessage('shop', webhookId);
  const accepted = { answer: 'accepted', reason: 'the release starts' } as const;
  let attempts = 0;
  harness.script(id, {
    considerRequest: () =>
      Promise.resolve(
        attempts < 2
          ? state({ answer: { answer: 'remembered', reason: 'later' }, final: false })
          : state({ answer: accepted }),
      ),
    answerRequest: () =>
      ++attempts <= 2
        ? Promise.reject(ApplicationFailure.nonRetryable('no', 'PartnerRefusedError'))
        : Promise.resolve({ answer: 'accepted' }),
  });
  const input = { partner: 'shop', webhookId, giveUpSeconds: 0.5 };
  const handle = await harness.start(WORKFLOWS.partnerRequest, id, input);
  expect(await handle.result()).toEqual(accepted);
  expect(attempts).toBe(3);
});

it('a request about a release that others still decide about ends the offer of its partner', async () => {
  const release = await startRelease(harness, { terms: { partners: ['sandbox', 'silent'] } });
  await release.delivered();
  await release.answer({ type: 'delivery.accepted' });
  await harness.event(release.offerId(), 'delivery.confirmed');
  const webhookId = `ending-${RUN}`;
  const id = workflowIds.partnerMessage('sandbox', webhookId);
  const reference = release.referenceAt('sandbox');
  const { releaseId, trackId } = release;
  const ending = state({
    ...{ named: reference, final: false },
    answer: { answer: 'remembered', reason: 'the release is being taken down' },
    sale: { trackId, releaseId, createdByPerson: false },
    offer: {
      workflowId: release.offerId(),
      message: {
        ...{ partner: 'sandbox', webhookId },
        webhook: {
          ...{ type: 'takedown.requested', timestamp: new Date().toISOString() },
          data: { requestId: 'a', reference, reason: 'a claim' },
        },
      },
    },
  });
  const accepted = { answer: 'accepted', reason: 'nothing is on sale' } as const;
  const hasEnded = () => harness.types(release.offerId()).includes('offer.ended');
  harness.script(id, {
    considerRequest: () => Promise.resolve(hasEnded() ? state({ answer: accepted }) : ending),
  });
  const handle = await harness.start(WORKFLOWS.partnerRequest, id, {
    partner: 'sandbox',
    webhookId,
  });
  expect(await handle.result()).toEqual(accepted);
  expect((await harness.event(release.offerId(), 'offer.ended')).data).toMatchObject({
    ...{ outcome: 'rejected', detail: 'it asks for the takedown: a claim' },
  });
  expect(release.stateAt()).toBe('taken-down');
  expect(harness.types(release.offerId('silent'))).not.toContain('offer.ended');
  await release.handle.cancel();
  await release.result();
});
