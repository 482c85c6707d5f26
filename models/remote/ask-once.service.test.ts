import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Brief, deriveId, money } from '@fermata/contracts/values';
import { ModelCircuit } from '@fermata/domain/model';
import { postPinned } from '../../partners/post-pinned.ts';
import { freshCatalogue } from '../../prisma/testing/fresh-catalogue.ts';
import {
  type FakeLanguageModel,
  startFakeLanguageModel,
} from '../../test/testing/fake-language-model.ts';
import { openModels } from '../model-registry.ts';
import { CALL_ERRORS, openLanguageModel } from './language-model.ts';

const { interpreter } = openModels();
const TEXT = 'zorblax for my shop window';
const PRICE = 2000;
const CALL = { kind: 'call', args: { style: [{ quote: 'zorblax', value: 'house' }] } } as const;
const SPENT = 'it is not asked any more today, as its budget is spent';

let fake: FakeLanguageModel;
beforeAll(async () => {
  fake = await startFakeLanguageModel();
});
afterAll(() => fake.close());

async function openReading({ dayBudgetMicros = 1_000_000 } = {}) {
  const { catalogue } = await freshCatalogue();
  fake.requests.splice(0);
  fake.behave(CALL);
  /** Each process has one of its own. */
  const open = () =>
    openLanguageModel(
      {
        ...{ api: 'openai', model: 'tiny', url: fake.url, key: 'secret', timeoutMs: 20_000 },
        ...{ allowedHosts: [fake.host], priceMicros: PRICE, dayBudgetMicros },
      },
      { post: postPinned, records: catalogue, circuit: new ModelCircuit(CALL_ERRORS) },
    );
  const languageModel = open();
  const understand = async (
    track: string,
    {
      brief = Brief.parse({ text: TEXT, seed: 1 }),
      signal = new AbortController().signal,
      model = languageModel,
    } = {},
  ) => {
    const use = { projectId: 'default', trackId: deriveId('trk', track) };
    const reader = model.briefReader(brief, use, signal);
    const intent = await interpreter.interpret(brief, undefined, reader);
    return { intent, failed: intent.notes.find((note) => note.includes('was not used')) ?? null };
  };
  const costsOf = (track: string) =>
    catalogue.costs.forTrack('default', deriveId('trk', track)).then(({ total }) => total);
  return { understand, costsOf, open, catalogue };
}

describe('a project asks once about a text', () => {
  test('a retry and another track cost nothing', async () => {
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
    expect((await costsOf('one')).price).toEqual(money(PRICE));
    expect(await costsOf('two')).toMatchObject({
      ...{ cacheHits: 1, price: money(0), savedPrice: money(PRICE) },
    });
  });

  test('an answer of a form that is read no more is replaced, and asked for once', async () => {
    const { understand, catalogue } = await openReading();
    const keyOf = vi.spyOn(catalogue.steps, 'find');
    fake.behave({ kind: 'status', status: 429 });
    await understand('one');
    const key = keyOf.mock.calls[0]?.[1] ?? '';
    keyOf.mockRestore();
    await catalogue.steps.save({
      ...{ projectId: 'default', key, step: 'interpret', version: 1, result: [1] },
      ...{ assets: [], bytes: 0, cpuSeconds: 0, modelSeconds: 0 },
    });
    fake.behave(CALL);
    fake.requests.splice(0);
    expect((await understand('two')).intent.style).toBe('house');
    expect((await understand('three')).intent.style).toBe('house');
    expect(fake.requests).toHaveLength(1);
  });

  test('processes that read it at the same time wait for the one that asks', async () => {
    const { understand, open } = await openReading();
    const read = await Promise.all(
      ['one', 'two', 'three'].map((track) => understand(track, { model: open() })),
    );
    expect(read.map(({ intent }) => intent.style)).toEqual(['house', 'house', 'house']);
    expect(fake.requests).toHaveLength(1);
  });
});

test('a failure leaves the grammar alone, is charged, and is not remembered', async () => {
  const { understand, costsOf } = await openReading();
  fake.behave({ kind: 'status', status: 429 });
  const { intent, failed } = await understand('one');
  expect(failed).toBe('model tiny was not used, because it answered with status 429');
  expect(intent.style).not.toBe('house');
  expect((await costsOf('one')).price).toEqual(money(PRICE));
  fake.behave(CALL);
  expect((await understand('two')).intent.style).toBe('house');
});

describe('a spent budget', () => {
  test('asks nobody', async () => {
    const { understand } = await openReading({ dayBudgetMicros: 1.5 * PRICE });
    expect((await understand('one')).failed).toBeNull();
    const other = Brief.parse({ text: `${TEXT}, again` });
    expect((await understand('two', { brief: other })).failed).toContain(SPENT);
    expect(fake.requests).toHaveLength(1);
  });

  test('is not passed by texts that are read at the same time', async () => {
    const { understand, open } = await openReading({ dayBudgetMicros: 2 * PRICE });
    const read = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        understand(`${at}`, { brief: Brief.parse({ text: `${TEXT} ${at}` }), model: open() }),
      ),
    );
    expect(fake.requests).toHaveLength(2);
    expect(read.filter(({ failed }) => failed?.includes(SPENT))).toHaveLength(6);
  });
});

test('a cancelled reading ends its call', async () => {
  const { understand } = await openReading();
  fake.behave({ kind: 'slow' });
  const cancelled = new AbortController();
  const asked = fake.nextRequest();
  const read = understand('one', { signal: cancelled.signal });
  const { closed } = await asked;
  cancelled.abort();
  await expect(read).rejects.toThrow('aborted');
  await closed;
});

test('after five failures in a row it is not asked, and nothing is charged', async () => {
  const { understand, costsOf } = await openReading();
  fake.behave({ kind: 'status', status: 503 });
  for (let at = 0; at < 5; at += 1) await understand('one');
  expect((await understand('two')).failed).toContain('it is not asked for a while');
  expect(fake.requests).toHaveLength(5);
  expect((await costsOf('two')).entries).toBe(0);
});

test('the brief of a track from a preview is not sent', async () => {
  const { understand } = await openReading();
  const preview = { previewId: `prv_${'0'.repeat(24)}`, compositionSeed: 1 };
  await understand('one', { brief: Brief.parse({ text: TEXT, seed: 1, preview }) });
  expect(fake.requests).toEqual([]);
});
