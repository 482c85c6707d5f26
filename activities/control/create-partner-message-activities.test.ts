import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId, type PartnerWebhook, workflowIds } from '@fermata/contracts/values';
import { createPartnerMessageActivities } from './create-partner-message-activities.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);

/** `inbox`: the stored webhooks by id. Every reference is of the release; its track has an event of each message. */
function activities(inbox: Record<string, string>) {
  const aside: unknown[] = [];
  const created = createPartnerMessageActivities({
    catalogue: {
      inbox: {
        find: (partner, id) => Promise.resolve(inbox[`${partner} ${id}`] ?? null),
        isRecorded: ({ streams }) => Promise.resolve(streams.includes(`track/${trackId}`)),
        setAside: (message) => {
          aside.push(message);
          return Promise.resolve();
        },
      },
      offerAddresses: {
        findByReference: (partner, partnerReference) =>
          Promise.resolve({
            ...{ projectId: 'default', partner, partnerReference, trackId, releaseId },
            workflowId: `release/${releaseId}/${partner}`,
          }),
      },
    },
  });
  return { ...created, aside };
}

const within = <T>(workflowId: string, work: () => Promise<T>): Promise<T> =>
  new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(work);

test('an answer counts only as the inbox holds it', async () => {
  const webhook: PartnerWebhook = {
    type: 'delivery.accepted',
    timestamp: '2026-11-29T00:00:00.000Z',
    data: { reference: 'prt_1' },
  };
  const { verifyAnswer } = activities({ 'sandbox msg_1': JSON.stringify(webhook) });
  const answer = { partner: 'sandbox', webhookId: 'msg_1', webhook };
  expect(await verifyAnswer(answer)).toBe(true);
  for (const forged of [
    { ...answer, webhookId: 'msg_2' },
    { ...answer, partner: 'other' },
    { ...answer, webhook: { ...webhook, data: { reference: 'prt_2' } } },
    {
      ...answer,
      webhook: {
        ...webhook,
        type: 'delivery.rejected' as const,
        data: { reference: 'prt_1', code: 'x', reason: 'y' },
      },
    },
  ])
    expect(await verifyAnswer(forged)).toBe(false);
});

test('a message that cannot be handled is shown in the inbox by a workflow that receives it only', async () => {
  const body = JSON.stringify({
    ...{ type: 'delivery.rejected', timestamp: '2026-11-22T12:00:05.000Z' },
    data: { reference: 'prt_1', code: 'quality', reason: 'quiet' },
  });
  const { setMessageAside, aside } = activities({ 'sandbox msg_1': body });
  const message = { partner: 'sandbox', webhookId: 'msg_1', reason: 'a refused event' };
  for (const [workflowId, sent] of [
    ['evil', message],
    [`track/${trackId}`, { ...message, webhookId: 'msg_2' }],
  ] as const)
    await expect(within(workflowId, () => setMessageAside(sent))).rejects.toMatchObject({
      type: 'NotAuthorisedError',
      message: `not authorised: ${workflowId} does not receive ${sent.webhookId} of sandbox`,
    });
  expect(aside).toEqual([]);
  await within(`track/${trackId}`, () => setMessageAside(message));
  expect(aside).toEqual([{ ...message, reason: 'it cannot be handled: a refused event' }]);
});

test('the workflow that a request has started shows it in the inbox if its answer is not taken', async () => {
  const body = JSON.stringify({
    ...{ type: 'release.requested', timestamp: '2026-11-22T12:00:05.000Z' },
    data: { requestId: 'a', trackId },
  });
  const { setMessageAside, aside } = activities({ 'sandbox msg_1': body });
  const message = { partner: 'sandbox', webhookId: 'msg_1', reason: 'not taken for 30 days' };
  const unsent = { ...message, webhookId: 'msg_2' };
  for (const [of, sent] of [
    ['msg_1', unsent],
    ['msg_2', message],
    ['msg_2', unsent],
  ] as const)
    await expect(
      within(workflowIds.partnerMessage('sandbox', of), () => setMessageAside(sent)),
    ).rejects.toMatchObject({ type: 'NotAuthorisedError' });
  await within(workflowIds.partnerMessage('sandbox', 'msg_1'), () => setMessageAside(message));
  expect(aside).toEqual([message]);
});
