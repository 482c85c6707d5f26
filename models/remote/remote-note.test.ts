import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGE_MODEL_APIS, type LanguageModelApi } from '@fermata/contracts/settings';
import { postPinned } from '../../partners/post-pinned.ts';
import { SAMPLE_RECIPE } from '../../prisma/testing/sample-recipe.ts';
import {
  type FakeBehaviour,
  type FakeLanguageModel,
  startFakeLanguageModel,
} from '../../test/testing/fake-language-model.ts';
import { chainNoteInterpreter } from '../chain/chain-note-interpreter.ts';
import { ReadingFailedError } from '../chain/reading-failed-error.ts';
import { openRemoteModel, type RemoteModel } from './remote-model.ts';

const recipe = SAMPLE_RECIPE;
const NOTE = 'zorblify the drums, slower';
const LOUDER = { level: [{ quote: 'zorblify', part: 'drums', db: 3 }] };

let fake: FakeLanguageModel;
beforeAll(async () => {
  fake = await startFakeLanguageModel();
});
beforeEach(() => fake.requests.splice(0));
afterAll(() => fake.close());

const remote = (api: LanguageModelApi): RemoteModel =>
  openRemoteModel(
    {
      ...{ api, model: 'tiny', url: fake.url, key: undefined, timeoutMs: 5000 },
      ...{ allowedHosts: [fake.host], priceMicros: 0, dayBudgetMicros: 0 },
    },
    postPinned,
  );

const ask = (api: LanguageModelApi, behaviour: FakeBehaviour, note = NOTE) => {
  fake.behave(behaviour);
  return remote(api).askNote(note, new AbortController().signal);
};

describe.each(LANGUAGE_MODEL_APIS)('over the API of %s', (api) => {
  test('the function is offered with the edits as its parameters, and its call is read', async () => {
    expect(await ask(api, { kind: 'call', args: LOUDER })).toEqual(LOUDER);
    const [request] = fake.requests;
    const body = JSON.stringify(request?.body);
    expect(body).toContain('understand_note');
    for (const field of ['semitones', 'targetLufs', 'fromSecond']) expect(body).toContain(field);
    expect(body).not.toMatch(/additionalProperties|\$schema|oneOf/);
  });

  test.each<[string, FakeBehaviour, string]>([
    ['an answer without the call', { kind: 'talk' }, 'did not call the function'],
    ['arguments that are no JSON object', { kind: 'invalid-json' }, 'arguments of another form'],
    [
      'a tempo beyond the limits',
      { kind: 'call', args: { tempo: [{ quote: 'slower', bpm: 999 }] } },
      'arguments of another form',
    ],
    [
      'invented quotes',
      { kind: 'call', args: { remove: [{ quote: 'no bass', part: 'bass' }] } },
      'quoted words that the note does not have',
    ],
    ['429', { kind: 'status', status: 429 }, 'answered with status 429'],
  ])('%s is an error that says so', async (_case, behaviour, message) => {
    await expect(ask(api, behaviour)).rejects.toThrow(message);
  });
});

/** Understands the note with a model that answers so. */
async function understand(note: string, args: object) {
  const model = remote('openai');
  return chainNoteInterpreter.understand(
    note,
    { recipe },
    {
      model: model.model,
      read: async (text) => model.editsOf(text, await ask('openai', { kind: 'call', args }, text)),
    },
  );
}

describe('a note', () => {
  test('gets edits for words that the grammar does not understand, and names the model', async () => {
    const { edits, understanding, models } = await understand(NOTE, LOUDER);
    expect(edits).toEqual([
      { op: 'tempo', bpm: 69 },
      { op: 'level', part: 'drums', db: 3 },
    ]);
    expect(models).toEqual([{ name: 'tiny', version: 'openai' }]);
    expect(understanding).toContainEqual({
      quote: 'zorblify',
      field: 'levels',
      value: 'drums +3 dB',
      outcome: 'honoured',
      reason: 'drums +3 dB; understood by meaning (tiny)',
    });
    for (const { quote } of understanding) expect(NOTE).toContain(quote);
  });

  test('that the grammar understands is not sent', async () => {
    const { models } = await understand('slower', LOUDER);
    expect(models).toBeUndefined();
    expect(fake.requests).toEqual([]);
  });

  test.each([
    [
      'the grammar decides a tempo that it has read',
      NOTE,
      { tempo: [{ quote: 'zorblify', bpm: 150 }] },
    ],
    ['nothing excluded is added', 'no zorbling', { mood: [{ quote: 'zorbling', mood: 'epic' }] }],
    [
      'a part that stays is not changed',
      'keep the bass, zorblify',
      {
        remove: [{ quote: 'zorblify', part: 'bass' }],
      },
    ],
    [
      'no second meaning for words that are understood',
      NOTE,
      {
        remove: [{ quote: 'slower', part: 'drums' }],
      },
    ],
  ])('%s', async (_case, note, args) => {
    const { understanding, edits } = await understand(note, args);
    const alone = await chainNoteInterpreter.understand(note, { recipe });
    expect({ edits, understanding }).toEqual(alone);
  });

  test('an edit that the version does not allow is told as impossible', async () => {
    const { edits, understanding } = await understand('zorblify', {
      remove: [{ quote: 'zorblify', part: 'counter' }],
    });
    expect(edits).toEqual([]);
    expect(understanding).toMatchObject([{ quote: 'zorblify', outcome: 'impossible' }]);
  });

  test.each([
    ['deprecated', 'is deprecated: too weak', true],
    ['canary', 'is a canary for 20 % of the texts, and this one is not among them', false],
  ] as const)(
    'that a model is not chosen for, as it is %s, is read by the grammar alone',
    async (state, reason, isTold) => {
      const model = { name: 'tiny', version: 'openai' };
      const choice = { ...model, state, used: false, reason };
      const { edits, understanding, models, choices } = await chainNoteInterpreter.understand(
        NOTE,
        { recipe },
        { model, read: () => Promise.reject(new Error('it is not asked')) },
        () => choice,
      );
      expect(choices).toEqual([choice]);
      expect(edits).toEqual([{ op: 'tempo', bpm: 69 }]);
      expect(models).toBeUndefined();
      const reasons = understanding.map((wish) => wish.reason).join();
      expect(reasons.includes(`model tiny was not used, because it ${reason}`)).toBe(isTold);
      expect(reasons.includes('was not used')).toBe(isTold);
    },
  );

  test('of a model that fails is read by the grammar alone, and says so', async () => {
    const { edits, understanding } = await chainNoteInterpreter.understand(
      NOTE,
      { recipe },
      {
        model: { name: 'tiny', version: 'openai' },
        read: () => Promise.reject(new ReadingFailedError('answered with status 429')),
      },
    );
    expect(edits).toEqual([{ op: 'tempo', bpm: 69 }]);
    expect(understanding.find(({ outcome }) => outcome === 'ignored')?.reason).toContain(
      'model tiny was not used, because it answered with status 429',
    );
  });
});
