import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Brief, deriveId, Intent } from '@fermata/contracts/values';
import { ModelCircuit } from '@fermata/domain/model';
import { RecalledError } from '@fermata/domain/recall';
import { CALL_ERRORS, openLanguageModel, openModels, registeredModels } from '@fermata/models';
import { postPinned } from '@fermata/partners';
import {
  type FakeLanguageModel,
  startFakeLanguageModel,
} from '../../test/testing/fake-language-model.ts';
import { EngineRegistry } from '../caches/engine-registry.ts';
import { openStepHarness, trackIdOf } from '../testing/step-harness.ts';
import { createInferenceActivities } from './create-inference-activities.ts';
import { SoundFontPublisher } from './sound-font-publisher.ts';

const TEXT = 'zorblax for my shop window';
const SETTINGS = {
  api: 'openai',
  ...{ model: 'tiny', key: 'secret', timeoutMs: 2000 },
  ...{ priceMicros: 2000, dayBudgetMicros: 1_000_000 },
} as const;
const BY = { projectId: 'default', actor: 'act_otto' };

let fake: FakeLanguageModel;
beforeAll(async () => {
  fake = await startFakeLanguageModel();
  fake.behave({ kind: 'call', args: { style: [{ quote: 'zorblax', value: 'house' }] } });
});
afterAll(() => fake.close());

async function openReading() {
  const { deps } = await openStepHarness();
  const engines = new EngineRegistry({ assets: deps.assets, processes: 1 });
  onTestFinished(() => engines.close());
  fake.requests.splice(0);
  const { interpretBrief, planCandidates } = createInferenceActivities({
    ...{ ...deps, engines, models: openModels() },
    soundFonts: new SoundFontPublisher(deps),
    languageModel: openLanguageModel(
      { ...SETTINGS, url: fake.url, allowedHosts: [fake.host] },
      {
        post: postPinned,
        records: deps.catalogue,
        circuit: new ModelCircuit(CALL_ERRORS),
      },
    ),
  });
  const [encoder, remote] = registeredModels(SETTINGS).slice(-2);
  if (!encoder || !remote) throw new Error('the readers are not registered');
  const named = ({ name, version, sha256 }: typeof remote) => ({ name, version, sha256 });
  const use = { projectId: 'default', trackId: trackIdOf('one'), version: 1 };
  return {
    catalogue: deps.catalogue,
    ...{ encoder: named(encoder), remote: named(remote) },
    plan: (intent: Intent) => planCandidates({ ...use, intent, count: 1, seed: 1 }),
    read: async (text = TEXT) =>
      Intent.parse(
        await new MockActivityEnvironment().run(interpretBrief, {
          ...use,
          brief: Brief.parse({ text, durationSeconds: 8, seed: 1 }),
        }),
      ),
  };
}

test('the readers of a brief and the reasons are recorded', async () => {
  const { read, encoder, remote } = await openReading();
  const { style, interpreter } = await read();
  expect(style).toBe('house');
  expect(interpreter.choices).toMatchObject(
    [encoder, remote].map(({ name, version }) => ({
      ...{ name, version, state: 'active', used: true, reason: 'is active' },
    })),
  );
});

test('a deprecated model is asked no more, and the intent says so', async () => {
  const { read, catalogue, remote } = await openReading();
  const reason = 'too expensive';
  await catalogue.models.decide(
    { type: 'model.deprecated', data: { ...remote, reason }, ...BY },
    0,
  );
  const { style, interpreter, notes } = await read();
  expect(style).not.toBe('house');
  expect(interpreter.choices?.at(-1)).toMatchObject({ name: 'tiny', used: false });
  expect(notes).toContain('model tiny was not used, because it is deprecated: too expensive');
  expect(fake.requests).toEqual([]);
  await catalogue.models.decide({ type: 'model.activated', data: { ...remote, reason }, ...BY }, 1);
  expect((await read()).style).toBe('house');
});

test('nothing is sent to another machine for a project that does not allow it', async () => {
  const { read, catalogue } = await openReading();
  await catalogue.events.appendNext({
    ...{ ...BY, stream: 'project/default', occurredAt: new Date().toISOString() },
    ...{ workflowId: null, runId: null },
    ...{ type: 'remote-models.set', data: { allowed: false, reason: 'the contract' } },
  });
  const { notes } = await read();
  expect(notes.join()).toContain(
    'it runs on another machine, which the project does not allow: the contract',
  );
  expect(fake.requests).toEqual([]);
});

test('a canary reads the briefs of its share, and the same ones each time', async () => {
  const { read, catalogue, encoder } = await openReading();
  await catalogue.models.decide(
    {
      type: 'model.canary-started',
      ...{ data: { ...encoder, reason: 'a comparison', sharePercent: 50 }, ...BY },
    },
    0,
  );
  const briefs = Array.from({ length: 24 }, (_, index) => `zorblax number ${index}`);
  const isUsed = async () =>
    Promise.all(
      briefs.map(async (text) => (await read(text)).interpreter.choices?.[0]?.used ?? null),
    );
  const first = await isUsed();
  expect(first).toContain(true);
  expect(first).toContain(false);
  expect(await isUsed()).toEqual(first);
});

test(
  'what a recalled reader has understood is not made; without the grammar nothing is understood',
  { timeout: 60_000 },
  async () => {
    const { read, plan, catalogue, remote } = await openReading();
    const intent = await read();
    expect(intent.interpreter.models).toMatchObject([{ name: 'tiny' }]);
    const recall = async (name: string, version: string) => {
      const key = { projectId: 'default', recallId: deriveId('rcl', name) };
      await catalogue.recalls.start({
        ...{ ...key, actor: 'act_otto', reason: 'not licensed', expectedTracks: 0 },
        subject: { kind: 'model', name, version },
      });
    };
    await recall(remote.name, remote.version);
    await expect(plan(intent)).rejects.toThrow(RecalledError);
    const again = await read();
    expect(again.interpreter.choices?.at(-1)).toMatchObject({ state: 'recalled', used: false });
    expect(await plan(again)).toHaveLength(1);
    await recall(again.interpreter.name, again.interpreter.version);
    await expect(read()).rejects.toThrow(RecalledError);
  },
);
