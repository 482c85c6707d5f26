import { afterAll, beforeAll, expect, test } from 'vitest';
import { Brief, money } from '@fermata/contracts/values';
import { openModels } from '@fermata/models';
import {
  type FakeLanguageModel,
  startFakeLanguageModel,
} from '../../test/testing/fake-language-model.ts';
import { openStepHarness, trackIdOf, workContext } from '../testing/step-harness.ts';
import { languageModelReader } from './language-model-reader.ts';
import { openLanguageModel } from './open-language-model.ts';

const { interpreter } = openModels();
const TEXT = 'zorblax for my shop window';
const CALL = { kind: 'call', args: { style: [{ quote: 'zorblax', value: 'house' }] } } as const;

let fake: FakeLanguageModel;
beforeAll(async () => {
  fake = await startFakeLanguageModel();
});
afterAll(() => fake.close());

async function openReading({ dayBudgetMicros = 1_000_000 } = {}) {
  const { deps } = await openStepHarness();
  fake.requests.splice(0);
  fake.behave(CALL);
  const languageModel = openLanguageModel({
    ...{ api: 'openai', model: 'tiny', url: fake.url, key: 'secret', timeoutMs: 2000 },
    ...{ allowedHosts: [fake.host], priceMicros: 2000, dayBudgetMicros },
  });
  const understand = async (track: string, brief = Brief.parse({ text: TEXT, seed: 1 })) => {
    const use = { projectId: 'default', trackId: trackIdOf(track), version: 1 };
    const reader = languageModelReader(deps, languageModel, use, workContext);
    const intent = await interpreter.interpret(brief, undefined, reader);
    const failed = intent.notes.find((note) => note.includes('was not used'));
    return { intent, failed: failed ?? null };
  };
  const costsOf = (track: string) =>
    deps.catalogue.costs.forTrack('default', trackIdOf(track)).then(({ total }) => total);
  return { understand, costsOf };
}

test('a project asks once about a text: a retry and another track cost nothing', async () => {
  const { understand, costsOf } = await openReading();
  const first = await understand('one');
  expect(first.intent).toMatchObject({
    style: 'house',
    interpreter: {
      models: expect.arrayContaining([{ name: 'tiny', version: 'openai' }]) as unknown,
    },
  });
  expect(await understand('one')).toEqual(first);
  expect((await understand('two')).intent).toEqual(first.intent);
  expect(fake.requests).toHaveLength(1);
  expect(await costsOf('one')).toMatchObject({ entries: 1, price: money(2000) });
  expect(await costsOf('two')).toMatchObject({ cacheHits: 1, price: money(0) });
});

test('a failure leaves the grammar alone, is charged, and is not remembered', async () => {
  const { understand, costsOf } = await openReading();
  fake.behave({ kind: 'status', status: 429 });
  const { intent, failed } = await understand('one');
  expect(failed).toBe('model tiny was not used, because it answered with status 429');
  expect(intent.style).not.toBe('house');
  expect((await costsOf('one')).price).toEqual(money(2000));
  fake.behave(CALL);
  expect((await understand('two')).intent.style).toBe('house');
});

test('a spent budget asks nobody', async () => {
  const { understand } = await openReading({ dayBudgetMicros: 3000 });
  expect((await understand('one')).failed).toBeNull();
  const other = Brief.parse({ text: `${TEXT}, again` });
  expect((await understand('two', other)).failed).toContain('budget is spent');
  expect(fake.requests).toHaveLength(1);
});

test('the brief of a track from a preview is not sent', async () => {
  const { understand } = await openReading();
  const preview = { previewId: `prv_${'0'.repeat(24)}`, compositionSeed: 1 };
  await understand('one', Brief.parse({ text: TEXT, seed: 1, preview }));
  expect(fake.requests).toEqual([]);
});
