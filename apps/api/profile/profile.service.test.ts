import { randomUUID } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem, ProfileView, TrackAccepted } from '@fermata/contracts/http';
import { TrackWorkflowInput } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { upcRange } from '@fermata/domain/metadata';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const put = (body: unknown, key: string = KEYS.otto) =>
  harness.ask('PUT', '/v1/profile', { key, body });
const show = async (key: string) =>
  ProfileView.parse((await harness.ask('GET', '/v1/profile', { key })).body);

/** The input of the workflow that a request starts. */
async function accepted(fields: object, key: string = KEYS.ada): Promise<TrackWorkflowInput> {
  const answer = await harness.ask('POST', '/v1/tracks', {
    key,
    body: { brief: { text: 'calm ambient', durationSeconds: 5 }, ...fields },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(answer.status).toBe(202);
  const { trackId } = TrackAccepted.parse(answer.body);
  const handle = harness.client.workflow.getHandle(workflowIds.track(trackId));
  const [started] = (await handle.fetchHistory()).events ?? [];
  const [payload] = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return TrackWorkflowInput.parse(payload && defaultPayloadConverter.fromPayload(payload));
}

const nova = {
  artists: [{ name: 'Nova' }],
  label: 'Nova Records',
  territories: ['FR', 'DE'],
  isrc: { prefix: 'QZ-ABC', to: 49_999 },
};

it('is set by operations, with one event a change, and completes the tracks of the project', async () => {
  expect(await show(KEYS.ada)).toMatchObject({ label: 'Fermata', setBy: null });
  for (const key of [KEYS.ada, KEYS.rita, KEYS.shop])
    expect((await put(nova, key)).status).toBe(403);
  for (let repeat = 0; repeat < 2; repeat += 1) expect((await put(nova)).status).toBe(200);
  expect(await show(KEYS.rita)).toMatchObject({
    artists: [{ name: 'Nova', role: 'main' }],
    isrc: { prefix: 'QZABC', from: 0, to: 49_999 },
    setBy: 'act_otto',
  });
  const events = await harness.catalogue.events.readStream('project/default');
  expect(events.filter(({ type }) => type === 'profile.set')).toMatchObject([
    { actor: 'act_otto', data: { label: 'Nova Records' } },
  ]);

  expect(await accepted({})).toMatchObject({
    metadata: { artists: [{ name: 'Nova', role: 'main' }], language: 'zxx' },
    release: { territories: ['DE', 'FR'] },
  });
  expect(
    await accepted({
      metadata: { artists: [{ name: 'Ada' }], language: 'PT-br', genre: 'Samba' },
      release: { territories: ['IT'] },
    }),
  ).toMatchObject({
    metadata: {
      ...{ artists: [{ name: 'Ada', role: 'main' }], label: 'Nova Records' },
      ...{ language: 'pt-BR', genre: 'Samba' },
    },
    release: { territories: ['IT'] },
  });
  expect((await accepted({}, KEYS.stranger)).metadata.label).toBe('Fermata');
});

it('shows what is left of the ranges, and when it is little', async () => {
  const upc = { prefix: '860012399', to: 9 };
  const capacity = async () => ProfileView.parse((await put({ upc })).body).capacity;
  expect(await capacity()).toEqual({ isrc: null, upc: { assigned: 0, left: 10, low: false } });
  const { profile } = await harness.catalogue.profiles.find('default');
  const range = upcRange(profile, 'sandbox');
  if (range === null) throw new Error('the profile has a range');
  for (let release = 1; release <= 10; release += 1) {
    const subject = { projectId: 'default', kind: 'upc', subject: `release ${release}` } as const;
    await harness.catalogue.identifiers.assign(subject, range);
    expect((await capacity()).upc).toEqual({
      ...{ assigned: release, left: 10 - release, low: release === 10 },
    });
  }
  await put(nova);
});

it.each([
  [{ isrc: { prefix: 'Q', to: 1 } }, 'body.isrc.prefix'],
  [{ upc: { prefix: '860012345', to: 1000 } }, 'body.upc.to'],
  [{ language: 'klingonisch' }, 'body.language'],
  [{ territories: ['XX'] }, 'body.territories.0'],
  [{ genres: { polka: 'Polka' } }, 'body.genres'],
  [{ shoeSize: 43 }, 'body'],
])('refuses %j', async (body, path) => {
  const answer = await put(body);
  expect(Problem.parse(answer.body)).toMatchObject({ status: 400, errors: [{ path }] });
});
