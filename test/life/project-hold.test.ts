import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '@fermata/clients/api';
import {
  NewPartnerKey,
  OpenTrackPage,
  OpenTrackView,
  ProjectHoldView,
  ReleaseView,
} from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

let own: OwnStack;
beforeAll(async () => {
  own = await startOwnStack();
});
afterAll(() => own.close());

const project = async (...args: string[]) =>
  ProjectHoldView.parse((await fermata(['project', ...args, '--json'], own.testStack.env)).json());

/** Waits until the offer asks for the end of the hold. Returns the id of its release. */
async function waitingRelease(trackId: string): Promise<string> {
  const { testStack } = own;
  const { data } = await testStack.event(trackId, 'offer.started');
  const releaseId = String(data['releaseId']);
  const { workflow } = await testStack.temporal();
  const offer = workflow.getHandle(workflowIds.offer(releaseId, 'sandbox'));
  return testStack.until(`${releaseId} waits for the project`, async () => {
    const { pendingActivities } = (await offer.describe()).raw;
    const names = pendingActivities?.map(({ activityType }) => activityType?.name);
    return names?.includes('awaitProjectResume') ? releaseId : undefined;
  });
}

it('while the project is held nothing goes to a partner, and what waits goes live afterwards', async () => {
  const { testStack } = own;
  const [sold = '', waiting = ''] = await Promise.all(
    [1, 2].map((seed) => testStack.create({ brief: { text: 'lo-fi', durationSeconds: 5, seed } })),
  );
  await testStack.stage(sold, 'review');
  await testStack.approve(sold);
  await testStack.stage(waiting, 'review');

  expect(await project('hold', '--reason', 'an audit')).toMatchObject({
    hold: { reason: 'an audit', heldBy: 'act_otto' },
  });
  await testStack.decide(waiting, 'approve');
  const releaseId = await waitingRelease(waiting);
  expect(await testStack.partnerStats(releaseId)).toMatchObject({ reservations: 0, uploads: 0 });
  for (const command of ['track', 'release'])
    expect((await fermata([command, 'show', waiting], testStack.env)).stdout).toContain('an audit');
  // A withdrawal goes on.
  await testStack.withdraw(sold, 'a sample was not cleared');
  expect((await testStack.stage(sold, 'withdrawn')).partners).toMatchObject([
    { state: 'taken-down' },
  ]);
  expect(await testStack.partnerStats(releaseId)).toMatchObject({ reservations: 0 });

  expect(await project('resume')).toEqual({ hold: null });
  expect((await testStack.stage(waiting, 'published')).partners).toMatchObject([{ state: 'live' }]);
  expect(await testStack.partnerStats(releaseId)).toMatchObject({ reservations: 1, live: 1 });
});

it('an amendment that waits for the end of a hold is superseded by one that takes a territory away', async () => {
  const { testStack } = own;
  const trackId = await testStack.create({
    release: { territories: ['AT', 'DE'] },
    brief: { text: 'lo-fi', title: 'Slow Rain', durationSeconds: 5, seed: 4 },
  });
  await testStack.stage(trackId, 'review');
  const { releaseId } = await testStack.approve(trackId);
  const amend = async (...args: string[]): Promise<void> => {
    const ended = await fermata(
      ['release', 'amend', releaseId ?? '', ...args, '--reason', 'a test'],
      testStack.env,
    );
    expect(ended.code, ended.stderr).toBe(0);
  };
  const ended = (metadataVersion: number) =>
    testStack.event(
      trackId,
      'amendment.ended',
      ({ stream }) => stream === workflowIds.amendment(releaseId ?? '', metadataVersion),
    );
  await project('hold', '--reason', 'an audit');
  await amend('--title', 'Late Rain');
  const { workflow } = await testStack.temporal();
  const second = workflow.getHandle(workflowIds.amendment(releaseId ?? '', 2));
  await testStack.until('the wait of the amendment', async () =>
    ((await second.describe()).raw.pendingActivities ?? []).some(
      ({ activityType }) => activityType?.name === 'awaitProjectResume',
    )
      ? true
      : undefined,
  );
  // It is sent while the project is held.
  await amend('--without-territory', 'DE');
  expect((await ended(3)).data).toMatchObject({
    outcome: 'shown',
    have: [{ partner: 'sandbox', metadataVersion: 3 }],
  });
  expect((await ended(2)).data).toMatchObject({
    ...{ outcome: 'superseded', detail: 'metadata version 3 replaces it' },
  });
  const { data } = await testStack.event(trackId, 'delivery.confirmed');
  const shown = await testStack.partner(
    'GET',
    `/v1/reservations/${String(data['partnerReference'])}`,
  );
  expect(shown).toMatchObject({ state: 'live', metadataVersion: 3 });
  const release = await fermata(['release', 'show', releaseId ?? '', '--json'], testStack.env);
  expect(ReleaseView.parse(release.json())).toMatchObject({
    ...{ title: 'Late Rain', territories: ['AT'] },
    partners: [{ name: 'sandbox', state: 'live', metadataVersion: 3, detail: null }],
  });
  await project('resume');
});

it('a partner finds a track with its key and asks for it, but gets nothing while the project is held', async () => {
  const { testStack } = own;
  const { env } = testStack;
  const trackId = await testStack.create({
    release: { publishOn: 'request' },
    brief: { text: 'lo-fi', durationSeconds: 5, seed: 3 },
  });
  const { key, keyId } = NewPartnerKey.parse(
    (await fermata(['partner', 'key', 'sandbox', '--json'], env)).json(),
  );
  const partner = new ApiClient({
    url: testStack.variable('FERMATA_API_URL'),
    key,
    signal: new AbortController().signal,
  });
  const found = async () =>
    (await partner.get('/v1/open-tracks', OpenTrackPage)).items.map((track) => track.trackId);
  await testStack.stage(trackId, 'review');
  expect(await found()).toEqual([]);
  await testStack.decide(trackId, 'approve');
  await testStack.stage(trackId, 'approved');
  expect(await found()).toEqual([trackId]);
  const { audio } = await partner.get(`/v1/open-tracks/${trackId}`, OpenTrackView);
  expect((await fetch(audio?.url ?? '')).headers.get('content-type')).toBe('audio/mpeg');

  await project('hold', '--reason', 'an audit');
  const requestId = `request-${process.pid}`;
  await testStack.partner('POST', '/sandbox/requests', { trackId, requestId });
  const releaseId = await waitingRelease(trackId);
  expect(await testStack.partnerStats(releaseId)).toMatchObject({ reservations: 0, uploads: 0 });
  expect(await found()).toEqual([]);
  await project('resume');
  await testStack.stage(trackId, 'published');
  expect(await testStack.partnerStats(releaseId)).toMatchObject({ reservations: 1, live: 1 });

  expect((await fermata(['partner', 'keys', 'sandbox'], env)).stdout).toContain(keyId);
  expect((await fermata(['partner', 'revoke-key', 'sandbox', keyId], env)).code).toBe(0);
  await expect(found()).rejects.toThrow('this key is unknown');
});
