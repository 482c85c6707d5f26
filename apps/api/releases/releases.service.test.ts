import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { Problem, ReleaseView, TrackView } from '@fermata/contracts/http';
import { deriveId, MetadataTerms, ReleaseTerms, ReviewTerms } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
const trackId = deriveId('trk', 'two shops');
const releaseId = deriveId('rel', trackId, 1);
const versionSha256 = 'ab'.repeat(32);
const started = { releaseId, trackId, version: 1, versionSha256 };

/** An event of a stream, as its workflow writes it. */
const event = <T extends NewEvent['type']>(
  stream: string,
  sequence: number,
  type: T,
  data: (NewEvent & { type: T })['data'],
): NewEvent =>
  ({
    ...{ projectId: 'default', stream, sequence, type, data, actor: 'act_ada' },
    ...{ occurredAt: '2026-11-29T12:00:00.000Z', workflowId: stream, runId: 'run' },
  }) as NewEvent;

const track = `track/${trackId}`;
const release = `release/${releaseId}`;

beforeAll(async () => {
  harness = await startApiHarness();
  const events = [
    event(track, 1, 'track.accepted', {
      trackId,
      brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
      candidates: 3,
      release: ReleaseTerms.parse({ partners: ['shop-a', 'shop-b'], onRejection: 'ask' }),
      review: ReviewTerms.parse({}),
      metadata: MetadataTerms.parse({}),
      requestedBy: 'act_ada',
      requestSha256: versionSha256,
    }),
    event(track, 2, 'track.stage-entered', { stage: 'publishing', version: 1 }),
    event(release, 1, 'release.started', { ...started, partners: ['shop-a', 'shop-b'] }),
    event(`${release}/shop-a`, 1, 'offer.started', { ...started, partner: 'shop-a' }),
    event(`${release}/shop-a`, 2, 'delivery.confirmed', {
      partner: 'shop-a',
      partnerReference: 'prt_1',
    }),
    event(`${release}/shop-b`, 1, 'offer.started', { ...started, partner: 'shop-b' }),
    event(`${release}/shop-b`, 2, 'offer.withdrawn', {
      partner: 'shop-b',
      verifiedState: 'taken-down',
      detail: 'gone',
    }),
    event(`${release}/shop-b`, 3, 'offer.ended', {
      partner: 'shop-b',
      outcome: 'rejected',
      detail: 'too quiet',
      redelivery: false,
    }),
    event(release, 2, 'release.question-asked', {
      lost: [{ partner: 'shop-b', outcome: 'rejected', detail: 'too quiet' }],
      soldBy: ['shop-a'],
      answerBefore: '2026-12-06T12:00:00.000Z',
    }),
  ];
  for (const each of events) await harness.catalogue.events.append([each]);
});
afterAll(() => harness.stop());

const path = `/v1/releases/${releaseId}`;

it('a release shows its state at each partner, and its open question', async () => {
  const view = ReleaseView.parse((await harness.ask('GET', path, { key: KEYS.otto })).body);
  expect(view).toMatchObject({
    onRejection: 'ask',
    question: { soldBy: ['shop-a'], askedAt: '2026-11-29T12:00:00.000Z' },
    partners: [
      { name: 'shop-a', state: 'live', partnerReference: 'prt_1' },
      { name: 'shop-b', state: 'taken-down', detail: 'rejected: too quiet' },
    ],
    allowedActions: ['answer', 'amend'],
  });
  const forReviewer = await harness.ask('GET', path, { key: KEYS.rita });
  expect(ReleaseView.parse(forReviewer.body).allowedActions).toEqual([]);
  const ofTrack = await harness.ask('GET', `/v1/tracks/${trackId}`, { key: KEYS.otto });
  expect(TrackView.parse(ofTrack.body)).toMatchObject({
    now: expect.stringMatching(/^Waiting for an answer about rel_/) as unknown,
    releaseQuestion: { soldBy: ['shop-a'] },
  });
});

it('a release of another project does not exist', async () => {
  for (const [method, url] of [
    ['GET', path],
    ['POST', `${path}/answer`],
  ] as const) {
    const answer = await harness.ask(method, url, {
      key: KEYS.stranger,
      ...(method === 'POST' ? { body: { answer: 'keep' } } : {}),
    });
    expect(Problem.parse(answer.body)).toMatchObject({ status: 404 });
  }
});

it('an answer is one of three, and is refused on record when nothing runs', async () => {
  const ask = (answer: string) =>
    harness.ask('POST', `${path}/answer`, { key: KEYS.otto, body: { answer } });
  expect((await ask('maybe')).status).toBe(400);
  expect(Problem.parse((await ask('keep')).body)).toMatchObject({ status: 409, reason: 'late' });
  const [refused] = await harness.catalogue.events.readStream('project/default');
  expect(refused).toMatchObject({
    type: 'late-command.refused',
    data: { trackId, command: 'answer' },
  });
});

it('a partner that asks for a fix is shown, and its answer goes to its offer', async () => {
  const fields = [{ field: 'title', reason: 'too long' }];
  await harness.catalogue.events.append([
    event(`${release}/shop-a`, 3, 'delivery.fix-requested', {
      ...{ partner: 'shop-a', webhookId: 'msg_1', fields },
      answerBefore: '2026-12-06T12:00:00.000Z',
    }),
  ]);
  const view = async () =>
    ReleaseView.parse((await harness.ask('GET', path, { key: KEYS.otto })).body);
  expect((await view()).partners).toMatchObject([
    { name: 'shop-a', fix: { fields, askedAt: '2026-11-29T12:00:00.000Z' } },
    { name: 'shop-b' },
  ]);
  const answer = (partner: string) =>
    harness.ask('POST', `${path}/answer`, {
      key: KEYS.otto,
      body: { answer: 'redeliver', partner },
    });
  expect((await answer('shop-c')).status).toBe(404);
  expect(Problem.parse((await answer('shop-a')).body)).toMatchObject({
    ...{ status: 409, reason: 'late' },
    detail: expect.stringContaining(`${releaseId}/shop-a has ended`) as unknown,
  });
  await harness.catalogue.events.append([
    event(`${release}/shop-a`, 4, 'delivery.fix-answered', {
      ...{ partner: 'shop-a', answer: 'redeliver', via: 'person' },
    }),
  ]);
  expect((await view()).partners[0]).not.toHaveProperty('fix');
});

it('the question is closed by its answer, by the end, and a redelivery starts the state again', async () => {
  const append = (each: NewEvent) => harness.catalogue.events.append([each]);
  await append(
    event(release, 3, 'release.question-answered', {
      answer: 'redeliver',
      via: 'person',
      redeliver: [{ partner: 'shop-b', attempt: 2 }],
    }),
  );
  const view = ReleaseView.parse((await harness.ask('GET', path, { key: KEYS.otto })).body);
  expect(view).toMatchObject({
    question: null,
    allowedActions: [],
    partners: [{ state: 'live' }, { state: 'pending', partnerReference: null, detail: null }],
  });
  expect(
    await harness.catalogue.authority.readRelease({ projectId: 'default', releaseId }),
  ).toMatchObject({ offers: [{ attempt: 1 }, { attempt: 2 }] });
  await append(
    event(track, 3, 'track.question-asked', {
      releaseId,
      lost: [{ partner: 'shop-b', outcome: 'rejected', detail: 'late' }],
      soldBy: ['shop-a'],
      answerBefore: '2026-12-06T12:00:00.000Z',
    }),
  );
  const question = async () =>
    ReleaseView.parse((await harness.ask('GET', path, { key: KEYS.otto })).body).question;
  expect(await question()).toMatchObject({ lost: [{ detail: 'late' }] });
  await append(
    event(track, 4, 'track.question-answered', { releaseId, answer: 'keep', via: 'limit' }),
  );
  expect(await question()).toBeNull();
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});
