import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  BriefUnderstanding,
  ModelList,
  ModelView,
  PreviewView,
  Problem,
  RecallDryRun,
  RecallView,
  RemoteModelsView,
} from '@fermata/contracts/http';
import { SAMPLE_RECIPE } from '../../../prisma/testing/sample-recipe.ts';
import { storeTrackMadeWith } from '../../../prisma/testing/track-made-with.ts';
import {
  type FakeLanguageModel,
  startFakeLanguageModel,
} from '../../../test/testing/fake-language-model.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

const THEORY = 'fermata-theory@3';
const REMOTE = 'far/reader:7b@openai';

let harness: ApiHarness;
let fake: FakeLanguageModel;
let encoder: string;
beforeAll(async () => {
  fake = await startFakeLanguageModel();
  harness = await startApiHarness({
    previews: { processes: 1 },
    env: {
      ...{ FERMATA_LLM_API: 'openai', FERMATA_LLM_MODEL: 'far/reader:7b' },
      ...{ FERMATA_LLM_URL: fake.url, FERMATA_LLM_HOSTS: fake.host },
    },
  });
  await harness.preview?.warm;
  const { items } = await list(KEYS.ada);
  encoder = items.find(({ name }) => name === ENCODER)?.id ?? '';
});
afterAll(async () => {
  await harness.stop();
  fake.close();
});

const list = async (key: string) =>
  ModelList.parse((await harness.ask('GET', '/v1/models', { key })).body);
const pathOf = (id: string): string => `/v1/models/${encodeURIComponent(id)}`;
const show = async (id: string, key: string = KEYS.otto) =>
  ModelView.parse((await harness.ask('GET', pathOf(id), { key })).body);
const command = (id: string, action: string, body: object, key: string = KEYS.otto) =>
  harness.ask('POST', `${pathOf(id)}/${action}`, {
    ...{ key, body, headers: { 'idempotency-key': `${id}-${action}` } },
  });
/** Of the models: type, actor, data. */
const eventsOf = async () =>
  (await harness.catalogue.events.readAll({ projectId: 'default' })).flatMap(
    ({ type, actor, data }) => (type.startsWith('model.') ? [[type, actor, data]] : []),
  );
/** What an intent records about each reader, by its name. */
const choicesOf = async (text: string, key: string = KEYS.ada) => {
  const { body } = await harness.ask('POST', '/v1/briefs/understand', { key, body: { text } });
  const { choices = [] } = BriefUnderstanding.parse(body).intent.interpreter;
  return Object.fromEntries(choices.map(({ name, ...choice }) => [name, choice]));
};
const ENCODER = 'fermata-text-encoder';
const READER = 'far/reader:7b';

test('every model is listed with its terms, and active until somebody decides about it', async () => {
  const { items } = await list(KEYS.ada);
  expect(items.map(({ id }) => id)).toEqual([THEORY, 'fermata-grammar@1', encoder, REMOTE]);
  for (const { state, changedBy, allowedActions } of items)
    expect({ state, changedBy, allowedActions }).toEqual({
      ...{ state: 'active', changedBy: null, allowedActions: [] },
    });
  expect(await show(REMOTE)).toMatchObject({
    ...{ place: 'remote', sharePercent: null, recallId: null },
    allowedActions: ['canary', 'deprecate', 'recall'],
  });
  expect((await show(THEORY)).allowedActions).toEqual(['recall']);
  const unknown = await harness.ask('GET', pathOf('nobody@1'), { key: KEYS.ada });
  expect(unknown.status).toBe(404);
});

test('operations change the state with a reason; a repeat changes nothing', async () => {
  const reason = 'Version 2 is better.';
  const { sha256, name, version } = await show(encoder);
  const model = { name, version, sha256 };
  const canary = { reason: 'a comparison', sharePercent: 20 };
  expect(ModelView.parse((await command(encoder, 'canary', canary)).body)).toMatchObject({
    ...{ state: 'canary', sharePercent: 20, changedBy: 'act_otto' },
  });
  expect((await command(encoder, 'canary', canary)).status).toBe(200);
  for (let repeat = 0; repeat < 2; repeat += 1)
    expect(ModelView.parse((await command(encoder, 'deprecate', { reason })).body)).toMatchObject({
      ...{ state: 'deprecated', sharePercent: null, reason },
    });
  await command(encoder, 'activate', { reason: 'It was better after all.' });
  expect(await eventsOf()).toEqual([
    ['model.canary-started', 'act_otto', { ...model, ...canary }],
    ['model.deprecated', 'act_otto', { ...model, reason }],
    ['model.activated', 'act_otto', { ...model, reason: 'It was better after all.' }],
  ]);
  expect(await show(encoder)).toMatchObject({ state: 'active' });
});

test('a change needs a reason, and a model that nothing replaces stays in use', async () => {
  expect((await command(encoder, 'deprecate', { reason: ' ' })).status).toBe(400);
  expect((await command(encoder, 'canary', { reason: 'x', sharePercent: 100 })).status).toBe(400);
  const refused = await command(THEORY, 'deprecate', { reason: 'old' });
  expect(refused.status).toBe(409);
  expect(Problem.parse(refused.body).detail).toContain('it can only be recalled');
});

test('a deprecated model reads no brief of this project any more, and the intent says why', async () => {
  const text = 'zorblax flimmerdings';
  expect((await choicesOf(text))[ENCODER]).toMatchObject({ used: true, reason: 'is active' });
  await command(encoder, 'deprecate', { reason: 'too weak' });
  expect(await choicesOf(text)).toMatchObject({
    [ENCODER]: { used: false, reason: 'is deprecated: too weak' },
    [READER]: { used: true },
  });
  expect((await choicesOf(text, KEYS.stranger))[ENCODER]).toMatchObject({ used: true });
  expect((await show(encoder, KEYS.stranger)).state).toBe('active');
  await command(encoder, 'activate', { reason: 'the end of this test' });
});

test('a preview does without a deprecated model, and says so', async () => {
  const preview = async () => {
    const { body } = await harness.ask('POST', '/v1/previews', {
      ...{ key: KEYS.stranger, body: { text: 'zorblax', seed: 7, deadlineMs: 5000 } },
    });
    return PreviewView.parse(body);
  };
  await command(encoder, 'deprecate', { reason: 'too weak' }, KEYS.stranger);
  const { notes, previewId } = await preview();
  expect(notes).toContain(
    'model fermata-text-encoder was not used, because it is deprecated: too weak',
  );
  expect(await preview()).toMatchObject({ previewId, source: 'cached' });
});

test('a recall starts as every other, after a dry run, and no command takes the model back', async () => {
  const { name, version } = await show(REMOTE);
  const subject = { kind: 'model', name, version };
  const dryRun = await harness.ask('POST', '/v1/recall-dry-runs', {
    ...{ key: KEYS.otto, body: { subject } },
  });
  const { expectedTracks } = RecallDryRun.parse(dryRun.body);
  expect(expectedTracks).toBe(0);
  const reason = 'not licensed';
  expect((await command(REMOTE, 'recall', { reason, expectedTracks: 3 })).status).toBe(409);
  const { body, status } = await command(REMOTE, 'recall', { reason, expectedTracks });
  expect(status).toBe(202);
  const { recallId } = RecallView.parse(body);
  expect(await show(REMOTE)).toMatchObject({
    ...{ state: 'recalled', recallId, reason, allowedActions: [] },
  });
  const activated = await command(REMOTE, 'activate', { reason: 'x' });
  expect(Problem.parse(activated.body)).toMatchObject({ status: 409, reason: 'recalled' });
  await harness.ask('POST', `/v1/recalls/${recallId}/lift`, {
    ...{ key: KEYS.otto, body: { reason: 'cleared' } },
  });
  expect((await show(REMOTE)).state).toBe('active');
});

test('a project decides whether models on other machines may work for it', async () => {
  const path = '/v1/project/remote-models';
  const setting = async (key: string) =>
    RemoteModelsView.parse((await harness.ask('GET', path, { key })).body);
  expect(await setting(KEYS.ada)).toEqual({
    ...{ allowed: true, reason: null, setBy: null, setAt: null },
  });
  for (let repeat = 0; repeat < 2; repeat += 1)
    await harness.ask('PUT', path, {
      ...{ key: KEYS.otto, body: { allowed: false, reason: 'the contract' } },
    });
  expect(await setting(KEYS.ada)).toMatchObject({
    ...{ allowed: false, reason: 'the contract', setBy: 'act_otto' },
  });
  expect((await setting(KEYS.stranger)).allowed).toBe(true);
  fake.requests.splice(0);
  expect((await choicesOf('glimmerstep zandervoot'))[READER]).toMatchObject({
    used: false,
    reason: 'runs on another machine, which the project does not allow: the contract',
  });
  const { trackId } = await storeTrackMadeWith(harness.catalogue, 'noted', SAMPLE_RECIPE, 'review');
  const note = await harness.ask('POST', `/v1/tracks/${trackId}/edits/understand`, {
    ...{ key: KEYS.ada, body: { note: 'zorblify' } },
  });
  expect(JSON.stringify(note.body)).toContain('which the project does not allow: the contract');
  expect(fake.requests).toEqual([]);
  const events = await harness.catalogue.events.readStream('project/default');
  expect(events.filter(({ type }) => type === 'remote-models.set')).toHaveLength(1);
});
