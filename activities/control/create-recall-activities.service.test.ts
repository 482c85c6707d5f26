import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  deriveId,
  MetadataTerms,
  ReleaseTerms,
  sha256Hex,
  workflowIds,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';
import { freshCatalogue } from '../../prisma/testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../../prisma/testing/sample-recipe.ts';
import { storeCreatedRelease } from '../../prisma/testing/store-created-release.ts';
import { storeTrackMadeWith } from '../../prisma/testing/track-made-with.ts';
import { createCatalogueActivities } from './create-catalogue-activities.ts';
import { createRecallActivities } from './create-recall-activities.ts';

const recallId = deriveId('rcl', 'one');
const workflowId = `recall/${recallId}`;
const key = { projectId: 'default', recallId };

/** A track on sale, and the recall of its engine. */
async function prepare() {
  const { catalogue } = await freshCatalogue();
  const track = await storeTrackMadeWith(catalogue, 'sold', SAMPLE_RECIPE, 'published');
  const start = () =>
    catalogue.recalls.start({
      ...key,
      subject: { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 },
      ...{ reason: 'not licensed', expectedTracks: 1, actor: 'act_otto' },
    });
  const { continueRecall } = createRecallActivities({ catalogue });
  const as = <T>(caller: string, run: () => Promise<T>): Promise<T> =>
    new MockActivityEnvironment({ workflowExecution: { workflowId: caller, runId: 'run' } }).run(
      run,
    );
  const look = (caller = workflowId) =>
    as(caller, () => continueRecall({ ...key, after: '', terminated: [] }));
  const envelope = (withdrawalId: string) => ({
    ...{ projectId: 'default', stream: `withdrawal/${withdrawalId}`, actor: 'act_otto' },
    ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
  });
  const begin = (withdrawalId: string) =>
    catalogue.events.append([
      {
        ...{ ...envelope(withdrawalId), sequence: 2, type: 'withdrawal.started' },
        data: { withdrawalId, ...track, reason: 'not licensed' },
      },
    ]);
  const end = (withdrawalId: string, outcome: 'withdrawn' | 'failed') =>
    catalogue.events.append([
      {
        ...{ ...envelope(withdrawalId), sequence: 3, type: 'withdrawal.ended' },
        data: { trackId: track.trackId, outcome, detail: outcome, stillOfferedTo: [] },
      },
    ]);
  return { catalogue, track, start, as, look, begin, end };
}

test('releases are withdrawn in the name of the person, again after a failure, until no partner has one', async () => {
  const { catalogue, track, start, look, begin, end } = await prepare();
  await start();
  const first = await look();
  expect(first).toMatchObject({
    ...{ state: 'running', next: null, counts: { withdraw: 1, withdrawn: 0 } },
    withdrawals: [
      {
        ...{ trackId: track.trackId, releaseId: track.releaseId, requestedBy: 'act_otto' },
        reason: expect.stringMatching(
          /^The engine [0-9a-f]{12} is recalled: not licensed$/,
        ) as unknown,
      },
    ],
  });
  // Requested, but perhaps not started.
  expect(await look()).toEqual(first);
  const firstId = first.withdrawals[0]?.withdrawalId ?? '';
  await begin(firstId);
  expect(await look(), 'while it runs').toMatchObject({ state: 'running', withdrawals: [] });
  await end(firstId, 'failed');
  const second = await look();
  const secondId = second.withdrawals[0]?.withdrawalId ?? '';
  expect(secondId).not.toBe(firstId);
  await begin(secondId);
  // The first one goes on asking until then.
  const pursued = { projectId: 'default', withdrawalId: firstId };
  expect(await catalogue.authority.pursuitEnds(pursued)).toEqual([
    { partner: 'sandbox', end: 'superseded' },
  ]);
  await end(secondId, 'withdrawn');
  for (const _ of ['once', 'again'])
    expect(await look()).toMatchObject({
      ...{ state: 'completed', withdrawals: [], counts: { withdraw: 0, withdrawn: 1 } },
    });
  expect(await catalogue.events.readStream(workflowId)).toMatchObject([
    { type: 'recall.started', actor: 'act_otto' },
    { type: 'recall.completed', actor: 'act_fermata', data: { tracks: 1, withdrawn: 1 } },
  ]);
});

test('a release of several recordings, of which one is recalled, is withdrawn beside its single', async () => {
  const { catalogue, track, start, look } = await prepare();
  const { trackId } = track;
  const releaseId = deriveId('rel', 'album');
  const versionSha256 = sha256Hex('album');
  const started = { releaseId, trackId, version: 1, versionSha256 };
  const release = workflowIds.release(releaseId);
  const offer = workflowIds.offer(releaseId, 'sandbox');
  const record = (stream: string, sequence: number, entry: Pick<NewEvent, 'type' | 'data'>) =>
    catalogue.events.append([
      {
        ...{ projectId: 'default', stream, sequence, actor: 'act_rita' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        ...entry,
      } as NewEvent,
    ]);
  await record(release, 1, {
    type: 'release.created',
    data: {
      ...{ releaseId, title: 'Album', versionSha256, requestSha256: versionSha256 },
      recordings: [{ trackId, version: 2, versionSha256, disc: 1 }],
      metadata: releaseMetadataOf(MetadataTerms.parse({}), {
        ...{ title: 'Album', style: 'lo-fi', year: 2026 },
      }),
      ...{ contributors: [], terms: ReleaseTerms.parse({}) },
    },
  });
  await record(release, 2, {
    type: 'release.started',
    data: { ...started, partners: ['sandbox'] },
  });
  await record(offer, 1, { type: 'offer.started', data: { ...started, partner: 'sandbox' } });
  await start();
  // Being offered: its workflows are notified, and the catalogue refuses their next steps.
  expect(await look()).toMatchObject({
    state: 'running',
    running: [{ releaseId, partners: ['sandbox'] }],
  });
  await record(release, 3, { type: 'release.ended', data: { outcome: 'live', detail: 'sold' } });
  const { withdrawals } = await look();
  expect(withdrawals.map((withdrawal) => withdrawal.releaseId).toSorted()).toEqual(
    [track.releaseId, releaseId].toSorted(),
  );
});

test('a track on sale on an album only counts as withdrawn once that is gone', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId } = await storeTrackMadeWith(catalogue, 'draft', SAMPLE_RECIPE, 'review');
  const releaseId = await storeCreatedRelease(catalogue, 'Album', [trackId], 'live');
  await catalogue.recalls.start({
    ...key,
    subject: { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 },
    ...{ reason: 'not licensed', expectedTracks: 1, actor: 'act_otto' },
  });
  const { continueRecall } = createRecallActivities({ catalogue });
  const look = (): ReturnType<typeof continueRecall> =>
    new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(() =>
      continueRecall({ ...key, after: '', terminated: [] }),
    );
  const { withdrawals, ...step } = await look();
  expect(step).toMatchObject({ state: 'running', counts: { withdraw: 1, refuse: 0 } });
  expect(withdrawals).toMatchObject([{ releaseId, trackId, createdByPerson: true }]);
  const withdrawalId = withdrawals[0]?.withdrawalId ?? '';
  const envelope = {
    ...{ projectId: 'default', stream: workflowIds.withdrawal(withdrawalId), actor: 'act_otto' },
    ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
  };
  await catalogue.events.append([
    {
      ...{ ...envelope, sequence: 2, type: 'takedown.confirmed' },
      data: { partner: 'sandbox', verifiedState: 'taken-down', detail: 'gone' },
    },
    {
      ...{ ...envelope, sequence: 3, type: 'withdrawal.ended' },
      data: { trackId, outcome: 'withdrawn', detail: 'gone', stillOfferedTo: [] },
    },
  ]);
  expect(await look()).toMatchObject({
    ...{ state: 'completed', withdrawals: [] },
    counts: { withdraw: 0, refuse: 1, withdrawn: 1 },
  });
});

test('many releases are stopped page by page, so that one that does not end does not block others', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId } = await storeTrackMadeWith(catalogue, 'draft', SAMPLE_RECIPE, 'review');
  const releaseIds: string[] = [];
  for (const title of ['one', 'two', 'three', 'four', 'five', 'six'])
    releaseIds.push(await storeCreatedRelease(catalogue, title, [trackId], 'started'));
  await catalogue.recalls.start({
    ...key,
    subject: { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 },
    ...{ reason: 'not licensed', expectedTracks: 1, actor: 'act_otto' },
  });
  const { continueRecall } = createRecallActivities({ catalogue });
  const look = (after: string): ReturnType<typeof continueRecall> =>
    new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(() =>
      continueRecall({ ...key, after, terminated: [] }),
    );
  const running = releaseIds.toSorted().map((releaseId) => ({ releaseId, partners: ['sandbox'] }));
  const first = await look('');
  expect(first).toMatchObject({ state: 'running', running: running.slice(0, 5) });
  expect(await look(first.next ?? '')).toMatchObject({
    ...{ state: 'running', running: running.slice(5), next: null },
  });
});

test('a running release is withdrawn once its workflows were terminated, and no other one', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId } = await storeTrackMadeWith(catalogue, 'draft', SAMPLE_RECIPE, 'review');
  const gone = await storeCreatedRelease(catalogue, 'gone', [trackId], 'started');
  const runs = await storeCreatedRelease(catalogue, 'runs', [trackId], 'started');
  await catalogue.recalls.start({
    ...key,
    subject: { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 },
    ...{ reason: 'not licensed', expectedTracks: 1, actor: 'act_otto' },
  });
  const { continueRecall } = createRecallActivities({ catalogue });
  const unrelated = deriveId('rel', 'not recalled');
  const step = await new MockActivityEnvironment({
    workflowExecution: { workflowId, runId: 'run' },
  }).run(() => continueRecall({ ...key, after: '', terminated: [gone, unrelated] }));
  expect(step).toMatchObject({
    state: 'running',
    running: [{ releaseId: runs, partners: ['sandbox'] }],
    withdrawals: [{ releaseId: gone, trackId, requestedBy: 'act_otto' }],
  });
});

test('a release is not kept once one of its recordings is recalled', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId } = await storeTrackMadeWith(catalogue, 'draft', SAMPLE_RECIPE, 'review');
  const { appendEvents } = createCatalogueActivities({
    catalogue,
    requestCheckpoint: () => Promise.resolve(),
  });
  const keep = async (title: string): Promise<void> => {
    const releaseId = await storeCreatedRelease(catalogue, title, [trackId], 'started');
    const stream = workflowIds.release(releaseId);
    const event: NewEvent = {
      ...{ projectId: 'default', stream, sequence: 3, actor: 'act_fermata' },
      ...{ occurredAt: new Date().toISOString(), workflowId: stream, runId: 'run' },
      ...{ type: 'release.kept', data: { partners: ['sandbox'], detail: 'on sale at sandbox' } },
    };
    await new MockActivityEnvironment({
      workflowExecution: { workflowId: stream, runId: 'run' },
    }).run(() => appendEvents({ events: [event] }));
  };
  await keep('before the recall');
  await catalogue.recalls.start({
    ...key,
    subject: { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 },
    ...{ reason: 'not licensed', expectedTracks: 1, actor: 'act_otto' },
  });
  await expect(keep('at its moment')).rejects.toThrow(/is recalled \(rcl_.*\): not licensed/);
});

test('a recall that was lifted requests nothing more', async () => {
  const { catalogue, start, look } = await prepare();
  await start();
  await catalogue.recalls.lift({ ...key, actor: 'act_otto' }, 'cleared');
  expect(await look()).toMatchObject({ state: 'lifted', withdrawals: [] });
});

test('nobody recalls without a start, under another workflow id, or by writing the events', async () => {
  const { catalogue, start, as, look } = await prepare();
  await expect(look()).rejects.toThrow(`nobody has started the recall ${recallId}`);
  await start();
  await expect(look('recall/another')).rejects.toThrow(`the workflow is not ${workflowId}`);
  const { appendEvents } = createCatalogueActivities({
    catalogue,
    requestCheckpoint: () => Promise.resolve(),
  });
  const lift = as(workflowId, () =>
    appendEvents({
      events: [
        {
          ...{ projectId: 'default', stream: workflowId, sequence: 2, actor: 'act_otto' },
          ...{ occurredAt: new Date().toISOString(), workflowId, runId: 'run' },
          ...{ type: 'recall.lifted', data: { recallId, reason: 'forged' } },
        },
      ],
    }),
  );
  await expect(lift).rejects.toThrow('the stream of a recall is written by the API');
});
