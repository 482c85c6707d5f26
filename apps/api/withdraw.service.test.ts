import { deriveId, ReleaseTerms, ReviewTerms, WithdrawAccepted, WithdrawalWorkflowInput, type NewEvent } from '@fermata/contracts';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KEYS, startHouse, type House } from './rig/house.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

/** A track that is in the shop, accepted with these terms or before they were told. */
async function published(seed: string, release?: ReleaseTerms): Promise<string> {
  const trackId = deriveId('trk', seed);
  const releaseId = deriveId('rel', trackId);
  const versionSha256 = 'ab'.repeat(32);
  const envelope = { projectId: 'default', occurredAt: '2026-11-22T12:00:00.000Z', actor: 'act_ada', runId: 'run' };
  const track = { ...envelope, stream: `track/${trackId}`, workflowId: `track/${trackId}` };
  const releasing = { ...envelope, stream: `release/${releaseId}`, workflowId: `release/${releaseId}` };
  const events: NewEvent[] = [
    {
      ...track, sequence: 1, type: 'track.accepted',
      data: {
        trackId, brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' }, candidates: 3, partners: ['sandbox'], review: ReviewTerms.parse({}), ...(release === undefined ? {} : { release }), requestedBy: 'act_ada',
        requestSha256: versionSha256,
      },
    },
    { ...releasing, sequence: 1, type: 'release.started', data: { releaseId, trackId, version: 1, versionSha256, partners: ['sandbox'] } },
    { ...releasing, sequence: 2, type: 'delivery.reserved', data: { partner: 'sandbox', partnerReference: `prt_${seed}` } },
    { ...track, sequence: 2, type: 'track.published', data: { version: 1, releaseId } },
    { ...track, sequence: 3, type: 'track.stage-entered', data: { stage: 'published', version: 1 } },
  ];
  for (const event of events) await house.catalogue.events.append([event]);
  return trackId;
}

/** What the workflow was started with. */
async function withdrawalOf(trackId: string): Promise<WithdrawalWorkflowInput> {
  const answer = await house.ask('POST', `/v1/tracks/${trackId}/withdraw`, { key: KEYS.otto, body: { reason: 'a sample was not cleared' } });
  const { workflowId } = WithdrawAccepted.parse(answer.body);
  const { events } = await house.client.workflow.getHandle(workflowId).fetchHistory();
  const [payload] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return WithdrawalWorkflowInput.parse(payload && defaultPayloadConverter.fromPayload(payload));
}

it("a withdrawal waits for the partner as long as the track's own terms say", async () => {
  const trackId = await published('own-terms', { partners: ['sandbox'], takeBackSeconds: 90 });
  expect(await withdrawalOf(trackId)).toMatchObject({ trackId, takeBackSeconds: 90, deliveries: [{ partner: 'sandbox', partnerReference: 'prt_own-terms' }] });
});

it('a track that was accepted before its terms were told is withdrawn on those that are usual', async () => {
  const trackId = await published('no-terms');
  expect(await withdrawalOf(trackId)).toMatchObject({ trackId, takeBackSeconds: ReleaseTerms.parse({}).takeBackSeconds });
});
