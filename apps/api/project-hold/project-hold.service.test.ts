import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem, ProjectHoldView, ReleaseView, TrackView } from '@fermata/contracts/http';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

const PATH = '/v1/project/hold';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const put = (reason: string) => harness.ask('PUT', PATH, { key: KEYS.otto, body: { reason } });
const resume = () => harness.ask('DELETE', PATH, { key: KEYS.otto });
const show = async (key: string) =>
  ProjectHoldView.parse((await harness.ask('GET', PATH, { key })).body);

it('is set and ended by operations, with one event a change, for this project alone', async () => {
  expect(await show(KEYS.ada)).toEqual({ hold: null });
  expect((await resume()).status).toBe(200);
  for (const reason of ['an audit', 'an audit', 'a claim'])
    expect(ProjectHoldView.parse((await put(reason)).body)).toMatchObject({
      hold: { reason, heldBy: 'act_otto' },
    });
  expect(await show(KEYS.rita)).toMatchObject({ hold: { reason: 'a claim' } });
  expect(await show(KEYS.stranger)).toEqual({ hold: null });
  for (let repeat = 0; repeat < 2; repeat += 1)
    expect((await resume()).body).toEqual({ hold: null });
  const events = await harness.catalogue.events.readStream('project/default');
  expect(
    events
      .filter(({ type }) => type.startsWith('project.'))
      .map(({ type, actor, data }) => [type, actor, data]),
  ).toEqual([
    ['project.held', 'act_otto', { reason: 'an audit' }],
    ['project.held', 'act_otto', { reason: 'a claim' }],
    ['project.resumed', 'act_otto', {}],
  ]);
});

it('needs a reason', async () => {
  expect(Problem.parse((await put('  ')).body)).toMatchObject({
    status: 400,
    errors: [{ path: 'body.reason' }],
  });
  expect(await show(KEYS.ada)).toEqual({ hold: null });
});

it('is shown by the tracks and releases that wait for its end', async () => {
  const { events, until, trackId, releaseId } = sampleTrack('held');
  for (const event of events.slice(0, until.published)) {
    if (event.type === 'delivery.confirmed') break;
    await harness.catalogue.events.append([event]);
  }
  await put('an audit');
  const track = await harness.ask('GET', `/v1/tracks/${trackId}`, { key: KEYS.ada });
  expect(TrackView.parse(track.body)).toMatchObject({
    now: expect.stringMatching(/; the releases of the project are held: an audit$/) as unknown,
    projectHold: { reason: 'an audit', heldBy: 'act_otto' },
  });
  const release = await harness.ask('GET', `/v1/releases/${releaseId}`, { key: KEYS.ada });
  expect(ReleaseView.parse(release.body).projectHold).toMatchObject({ reason: 'an audit' });
  await resume();
  const after = await harness.ask('GET', `/v1/tracks/${trackId}`, { key: KEYS.ada });
  expect(TrackView.parse(after.body).projectHold).toBeNull();
});
