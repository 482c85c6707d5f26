import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { BriefUnderstanding, NoteUnderstandingView } from '@fermata/contracts/http';
import { SAMPLE_RECIPE } from '../../../prisma/testing/sample-recipe.ts';
import { storeTrackMadeWith } from '../../../prisma/testing/track-made-with.ts';
import {
  type FakeLanguageModel,
  startFakeLanguageModel,
} from '../../../test/testing/fake-language-model.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

/** Price of one call: the budget of a day allows three. */
const PRICE = 0.002;
const BUDGET = 0.006;

let fake: FakeLanguageModel;
let harness: ApiHarness;
beforeAll(async () => {
  fake = await startFakeLanguageModel();
  harness = await startApiHarness({
    env: {
      FERMATA_LLM_API: 'openai',
      FERMATA_LLM_MODEL: 'tiny',
      FERMATA_LLM_URL: fake.url,
      FERMATA_LLM_HOSTS: fake.host,
      FERMATA_LLM_PRICE: String(PRICE),
      FERMATA_LLM_BUDGET: String(BUDGET),
    },
  });
});
beforeEach(() => fake.requests.splice(0));
afterAll(async () => {
  await harness.stop();
  fake.close();
});

async function understood(text: string) {
  const { body } = await harness.ask('POST', '/v1/briefs/understand', {
    key: KEYS.ada,
    body: { text },
  });
  return BriefUnderstanding.parse(body).intent;
}

test('a brief and a note are read by the model, once each, until the budget is spent', async () => {
  fake.behave({ kind: 'call', args: { style: [{ quote: 'zorblax', value: 'house' }] } });
  const intent = await understood('zorblax for my shop window');
  expect(intent.style).toBe('house');
  expect(intent.interpreter.models).toContainEqual({ name: 'tiny', version: 'openai' });
  expect((await understood('zorblax for my shop window')).style).toBe('house');
  expect(fake.requests).toHaveLength(1);

  const { trackId, reviewId } = await storeTrackMadeWith(
    harness.catalogue,
    'noted',
    SAMPLE_RECIPE,
    'review',
  );
  fake.behave({ kind: 'call', args: { tempo: [{ quote: 'zorblify', bpm: 90 }] } });
  const { body } = await harness.ask('POST', `/v1/tracks/${trackId}/edits/understand`, {
    key: KEYS.ada,
    body: { note: 'zorblify' },
  });
  expect(NoteUnderstandingView.parse(body)).toMatchObject({
    edits: [{ op: 'tempo', bpm: 90 }],
    models: [{ name: 'tiny', version: 'openai' }],
  });
  const ticket = await harness.ask('POST', `/v1/reviews/${reviewId}/ticket`, {
    key: KEYS.rita,
    body: { verdict: 'send-back', note: 'zorblify' },
  });
  expect(ticket.body).toMatchObject({
    input: {
      edits: [{ op: 'tempo', bpm: 90 }],
      readers: {
        models: [{ name: 'tiny', version: 'openai' }],
        choices: [{ name: 'tiny', used: true }],
      },
    },
  });
  expect(await harness.catalogue.costs.forTrack('default', trackId)).toMatchObject({
    total: { cacheHits: 1, price: { micros: PRICE * 1e6 } },
  });

  fake.behave({ kind: 'status', status: 429 });
  expect((await understood('glimmerstep')).notes).toContain(
    'model tiny was not used, because it answered with status 429',
  );
  expect((await understood('zandervoot')).notes).toContain(
    'model tiny was not used, because it is not asked any more today, as its budget is spent',
  );
  expect(fake.requests).toHaveLength(3);
});

test('a client that disconnects ends the call of the model', async () => {
  const cheap = await startApiHarness({
    env: {
      FERMATA_LLM_API: 'openai',
      FERMATA_LLM_MODEL: 'tiny',
      FERMATA_LLM_URL: fake.url,
      FERMATA_LLM_HOSTS: fake.host,
      FERMATA_LLM_TIMEOUT_MS: '60000',
    },
  });
  onTestFinished(() => cheap.stop());
  fake.behave({ kind: 'slow' });
  const tab = new AbortController();
  const asked = fake.nextRequest();
  const response = fetch(`${cheap.url}/v1/briefs/understand`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.ada}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'zorblax' }),
    signal: tab.signal,
  });
  const { closed } = await asked;
  tab.abort();
  await expect(response).rejects.toThrow('aborted');
  await closed;
});
