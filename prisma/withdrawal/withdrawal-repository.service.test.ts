import { expect, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { deriveId, sha256Hex, workflowIds } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../testing/sample-recipe.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import { storeCreatedRelease } from '../testing/store-created-release.ts';
import { storeTrackMadeWith } from '../testing/track-made-with.ts';

test('a release that was withdrawn everywhere and is sold again has the outcome of the last withdrawal', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId } = await storeTrackMadeWith(catalogue, 'one', SAMPLE_RECIPE, 'review');
  const releaseId = await storeCreatedRelease(catalogue, 'Album', [trackId], 'live');
  const release = { projectId: 'default', trackId, releaseId };
  const record = (stream: string, ...entries: readonly Pick<NewEvent, 'type' | 'data'>[]) =>
    catalogue.events.append(
      entries.map(
        (entry, index) =>
          ({
            ...{ projectId: 'default', stream, sequence: index + 1, actor: 'act_otto' },
            ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
            ...entry,
          }) as NewEvent,
      ),
    );
  const partner = 'sandbox';
  const withdraw = (name: string, outcome: 'withdrawn' | 'failed', stillOfferedTo: string[]) => {
    const withdrawalId = deriveId('wdr', name);
    return record(
      workflowIds.withdrawal(withdrawalId),
      {
        type: 'withdrawal.requested',
        data: { withdrawalId, trackId, releaseId, reason: 'moved', partners: [partner] },
      },
      {
        type: 'takedown.confirmed',
        data: { partner, verifiedState: 'taken-down', detail: 'gone' },
      },
      { type: 'withdrawal.ended', data: { trackId, outcome, detail: name, stillOfferedTo } },
    );
  };
  const { withdrawals } = catalogue;
  expect(await withdrawals.outcome(release)).toBeNull();
  await withdraw('everywhere', 'withdrawn', []);
  await withdraw('a later one', 'failed', []);
  expect(await withdrawals.outcome(release)).toMatchObject({ detail: 'everywhere' });
  await record(
    workflowIds.offer(releaseId, partner),
    {
      type: 'redelivery.requested',
      data: {
        ...{ releaseId, trackId, partner, attempt: 2, number: 1 },
        ...{ version: 1, versionSha256: sha256Hex('Album') },
      },
    },
    { type: 'delivery.confirmed', data: { partner, partnerReference: 'prt_2' } },
  );
  expect(await withdrawals.outcome(release)).toMatchObject({
    ...{ outcome: 'failed', detail: 'a later one' },
  });
});

test('a withdrawal tells its last sequence and the partners that have taken the release down', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('withdrawn');
  for (const event of life.events) {
    await catalogue.events.append([event]);
    if (event.type === 'takedown.requested') break;
  }
  const { projectId, withdrawalId, streams } = life;
  const progress = () => catalogue.withdrawals.progress({ projectId, withdrawalId });
  const own = life.events.filter(({ stream }) => stream === streams.withdrawal);
  const confirmed = own.find(({ type }) => type === 'takedown.confirmed');
  if (confirmed === undefined) throw new Error('the sample has no takedown');
  expect(await progress()).toEqual({ sequence: confirmed.sequence - 1, confirmed: [] });
  await catalogue.events.append([confirmed]);
  expect(await progress()).toEqual({ sequence: confirmed.sequence, confirmed: ['sandbox'] });
});

test('a withdrawal that is completed after it had failed counts as a failed one for ever', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId, releaseId } = await storeTrackMadeWith(
    catalogue,
    'late',
    SAMPLE_RECIPE,
    'published',
  );
  const withdrawalId = deriveId('wdr', 'late');
  const stream = workflowIds.withdrawal(withdrawalId);
  let sequence = 0;
  const record = (entry: Pick<NewEvent, 'type' | 'data'>) =>
    catalogue.events.append([
      {
        ...{ projectId: 'default', stream, sequence: ++sequence, actor: 'act_otto' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        ...entry,
      } as NewEvent,
    ]);
  const ended = (outcome: 'withdrawn' | 'failed') =>
    record({
      type: 'withdrawal.ended',
      data: { trackId, outcome, detail: outcome, stillOfferedTo: [] },
    });
  const counts = async () => [
    (await catalogue.tracks.find('default', trackId))?.failedWithdrawals,
    (await catalogue.releases.find('default', releaseId))?.failedWithdrawals,
  ];
  await record({
    type: 'withdrawal.requested',
    data: { withdrawalId, trackId, releaseId, reason: 'moved', partners: ['sandbox'] },
  });
  expect(await counts()).toEqual([0, 0]);
  await ended('failed');
  expect(await counts()).toEqual([1, 1]);
  await ended('withdrawn');
  expect(await counts()).toEqual([1, 1]);
});

test('a pursuit ends where a redelivery or a later withdrawal that has started takes its place', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId, releaseId } = await storeTrackMadeWith(
    catalogue,
    'pursued',
    SAMPLE_RECIPE,
    'published',
  );
  const request = (name: string, hour: number) => {
    const withdrawalId = deriveId('wdr', 'pursued', name);
    const about = { withdrawalId, trackId, releaseId, reason: name };
    const event = (sequence: number, entry: Pick<NewEvent, 'type' | 'data'>) =>
      catalogue.events.append([
        {
          ...{ projectId: 'default', stream: workflowIds.withdrawal(withdrawalId), sequence },
          ...{ actor: 'act_otto', workflowId: null, runId: null },
          occurredAt: new Date(Date.UTC(2026, 10, 30, hour)).toISOString(),
          ...entry,
        } as NewEvent,
      ]);
    return {
      withdrawalId,
      request: () =>
        event(1, { type: 'withdrawal.requested', data: { ...about, partners: ['sandbox'] } }),
      start: () => event(2, { type: 'withdrawal.started', data: about }),
    };
  };
  const first = request('first', 10);
  const second = request('second', 11);
  await first.request();
  await first.start();
  const ends = (withdrawalId = first.withdrawalId) =>
    catalogue.authority.pursuitEnds({ projectId: 'default', withdrawalId });
  expect(await ends()).toEqual([]);
  await second.request();
  expect(await ends(), 'it may never start').toEqual([]);
  await second.start();
  expect(await ends()).toEqual([{ partner: 'sandbox', end: 'superseded' }]);
  expect(await ends(second.withdrawalId)).toEqual([]);
});
