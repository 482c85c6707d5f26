import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGE_MODEL_APIS, type LanguageModelApi } from '@fermata/contracts/settings';
import { Brief } from '@fermata/contracts/values';
import { postPinned } from '../../partners/post-pinned.ts';
import {
  type FakeBehaviour,
  type FakeLanguageModel,
  startFakeLanguageModel,
} from '../../test/testing/fake-language-model.ts';
import { chainInterpreter } from '../chain/chain-interpreter.ts';
import { openRemoteModel } from './remote-model.ts';

const KEY = 'key-of-the-test';
const TEXT = 'glimmerstep for my shop window, nothing flibber';
const HOUSE = [{ quote: 'glimmerstep', value: 'house' }];
const PATHS: Readonly<Record<LanguageModelApi, string>> = {
  gemini: '/models/tiny:generateContent',
  openai: '/chat/completions',
  ollama: '/api/chat',
};

let fake: FakeLanguageModel;
beforeAll(async () => {
  fake = await startFakeLanguageModel();
});
beforeEach(() => fake.requests.splice(0));
afterAll(() => fake.close());

const remote = (api: LanguageModelApi, { timeoutMs = 5000, hosts = [fake.host] } = {}) =>
  openRemoteModel(
    {
      ...{ api, model: 'tiny', url: fake.url, key: KEY, timeoutMs },
      ...{ allowedHosts: hosts, priceMicros: 0, dayBudgetMicros: 0 },
    },
    (request) => postPinned(request, { allowedHosts: hosts, maxBytes: 100_000 }),
  );

const ask = (api: LanguageModelApi, behaviour: FakeBehaviour, text = TEXT) => {
  fake.behave(behaviour);
  return remote(api).ask(text, new AbortController().signal);
};

describe.each(LANGUAGE_MODEL_APIS)('over the API of %s', (api) => {
  test('the function is offered with the intent as its parameters, and its call is read', async () => {
    expect(await ask(api, { kind: 'call', args: { style: HOUSE } })).toEqual({ style: HOUSE });
    const [request] = fake.requests;
    expect(request?.path).toBe(PATHS[api]);
    expect(JSON.stringify(request?.body)).toContain('drum-and-bass');
    expect(JSON.stringify(request?.body)).not.toMatch(/additionalProperties|\$schema/);
  });

  test('nothing but the brief and the key is sent', async () => {
    await ask(api, { kind: 'call', args: {} }, 'one brief');
    await ask(api, { kind: 'call', args: {} }, 'another brief');
    const [one, other] = fake.requests;
    const bodies = [one, other].map((request) => JSON.stringify(request?.body));
    expect(bodies[0]?.replace('one brief', '')).toBe(bodies[1]?.replace('another brief', ''));
    expect(bodies.join()).not.toContain(KEY);
    expect(JSON.stringify(one?.headers)).toContain(KEY);
  });

  test.each<[string, FakeBehaviour, string]>([
    ['an answer without the call', { kind: 'talk' }, 'did not call the function'],
    ['arguments that are no JSON object', { kind: 'invalid-json' }, 'arguments of another form'],
    ['a body that is no JSON', { kind: 'invalid-body' }, 'did not call the function'],
    [
      'a style that does not exist',
      { kind: 'call', args: { style: [{ quote: 'glimmerstep', value: 'polka' }] } },
      'arguments of another form',
    ],
    [
      'invented quotes',
      { kind: 'call', args: { style: [{ quote: 'house music', value: 'house' }] } },
      'quoted words that the brief does not have',
    ],
    ['429', { kind: 'status', status: 429 }, 'answered with status 429'],
    ['500', { kind: 'status', status: 500 }, 'answered with status 500'],
  ])('%s is an error that says so', async (_case, behaviour, message) => {
    await expect(ask(api, behaviour)).rejects.toThrow(message);
  });

  test('no answer in time is an error', async () => {
    fake.behave({ kind: 'slow' });
    await expect(
      remote(api, { timeoutMs: 100 }).ask(TEXT, new AbortController().signal),
    ).rejects.toThrow('did not answer within 0.1 s');
  });
});

test.each(['gemini', 'openai'] as const)('a refusal of %s is an error', async (api) => {
  await expect(ask(api, { kind: 'refusal' })).rejects.toThrow('refused the request');
});

test('an address that is not allowed is not reached, and errors name neither key nor address', async () => {
  const error = await remote('openai', { hosts: [] })
    .ask(TEXT, new AbortController().signal)
    .catch((reason: unknown) => reason);
  expect(String(error)).toBe('RemoteModelError: cannot be reached (ForbiddenTargetError)');
  expect(fake.requests).toEqual([]);
});

test('an end by the caller is no failure of the model', async () => {
  fake.behave({ kind: 'slow' });
  const caller = new AbortController();
  const asked = remote('openai').ask(TEXT, caller.signal);
  caller.abort(new Error('cancelled'));
  await expect(asked).rejects.toThrow('cancelled');
});

describe('an answer', () => {
  const model = () => remote('openai');
  const interpret = async (text: string, answer: Awaited<ReturnType<typeof ask>>) =>
    chainInterpreter([
      {
        model: model().model,
        read: (brief, words) => Promise.resolve(model().meaningsOf(brief.text, words, answer)),
      },
    ]).interpret(Brief.parse({ text }));

  test('gives unread words their meanings, and the intent names the model', async () => {
    const intent = await interpret(TEXT, {
      style: [{ quote: 'Glimmerstep', value: 'house' }],
      mood: [{ quote: 'glimmerstep', value: 'driving', isCertain: false }],
    });
    expect(intent).toMatchObject({ style: 'house', mood: 'driving' });
    expect(intent.interpreter.models).toEqual([{ name: 'tiny', version: 'openai' }]);
  });

  test('never changes words that the grammar understands, nor adds what is refused', async () => {
    const { style, mood } = await interpret('techno, no glimmerstep', {
      style: [{ quote: 'techno', value: 'house' }],
      mood: [{ quote: 'glimmerstep', value: 'sad' }],
    });
    expect(style).toBe('techno');
    expect(mood).not.toBe('sad');
  });

  test('without its invented quotes still counts', async () => {
    const { style, understanding = [] } = await interpret(TEXT, {
      style: HOUSE.map((wish) => ({ ...wish, value: 'house' as const })),
      mood: [{ quote: 'very sad', value: 'sad' }],
    });
    expect(style).toBe('house');
    for (const { quote } of understanding) expect(TEXT).toContain(quote);
  });
});
