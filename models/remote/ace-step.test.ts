import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalSha256 } from '@fermata/contracts/values';
import { requestPinned } from '../../partners/request-pinned.ts';
import {
  type AceStepFault,
  type FakeAceStep,
  startFakeAceStep,
} from '../../test/testing/fake-ace-step.ts';
import type { AudioJobState } from '../audio-generator.ts';
import { openAceStep } from './ace-step.ts';
import { AudioServiceError } from './audio-service-error.ts';

const KEY = 'key-of-the-test';
const MODEL = 'acestep-v15-turbo';
const REQUEST = {
  prompt: 'slow bolero, nylon guitar',
  lyrics: { text: '[Verse]\nLa noche', language: 'es' },
  ...{ seconds: 10, tempoBpm: 80, seed: 42 },
};
const { signal } = new AbortController();

let fake: FakeAceStep;
beforeAll(async () => {
  fake = await startFakeAceStep(KEY);
});
beforeEach(() => {
  fake.restart();
  fake.submitted.splice(0);
  fake.behave({});
});
afterAll(() => fake.close());

const open = ({ key = KEY, timeoutMs = 5000, hosts = [fake.host], url = fake.url } = {}) =>
  openAceStep(
    {
      ...{ url, key, allowedHosts: hosts, model: MODEL, priceMicros: 20_000 },
      ...{ timeoutMs, fetchTimeoutMs: timeoutMs, jobTimeoutMs: 600_000 },
    },
    requestPinned,
  );

async function finish(id: string, generator = open()) {
  for (let left = 5; left > 0; left -= 1) {
    const state = await generator.poll(id, signal);
    if (state.kind === 'done') return { id, request: REQUEST, file: state.file };
    expect(state).toEqual<AudioJobState>({ kind: 'waiting' });
  }
  throw new Error('the job was not done');
}

async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AudioServiceError)) expect.fail(`failed otherwise: ${String(error)}`);
  const { failure, next, retryMs, message } = error;
  expect(message).not.toContain(KEY);
  expect(message).not.toContain(REQUEST.prompt);
  return { failure, next, retryMs };
}

describe('a job', () => {
  test('is submitted with everything that determines its audio, and its key stays in a header', async () => {
    await open().submit(REQUEST, signal);
    expect(fake.submitted).toEqual([
      {
        ...{ prompt: REQUEST.prompt, lyrics: '[Verse]\nLa noche', vocal_language: 'es' },
        ...{ bpm: 80, audio_duration: 10, audio_format: 'wav', batch_size: 1, model: MODEL },
        ...{ use_random_seed: false, seed: 42 },
        ...{ thinking: false, use_cot_caption: false, use_cot_language: false },
      },
    ]);
  });

  test('without lyrics is instrumental, and without a tempo names none', async () => {
    await open().submit({ ...REQUEST, lyrics: null, tempoBpm: null }, signal);
    expect(fake.submitted[0]).toMatchObject({ lyrics: '[Instrumental]' });
    expect(fake.submitted[0]).not.toHaveProperty('bpm');
    expect(fake.submitted[0]).not.toHaveProperty('vocal_language');
  });

  test('waits, is done, and gives audio with a receipt', async () => {
    const job = await finish(await open().submit(REQUEST, signal));
    const { wav, receipt, sampleRate, seconds } = await open().fetch(job, signal);
    expect({ sampleRate, seconds }).toEqual({ sampleRate: 48_000, seconds: 10 });
    expect(receipt).toEqual({
      ...{ jobId: job.id, requestSha256: canonicalSha256(REQUEST), seed: '42', model: MODEL },
      fileSha256: createHash('sha256').update(wav).digest('hex'),
    });
  });

  test('is finished and fetched again by another process that knows its id, without a second job', async () => {
    const id = await open().submit(REQUEST, signal);
    await open().poll(id, signal);
    const job = await finish(id, open());
    const first = await open().fetch(job, signal);
    expect((await open().fetch(job, signal)).receipt).toEqual(first.receipt);
    expect(fake.submitted).toHaveLength(1);
  });

  test('is lost after a restart of the service, which may delete its audio', async () => {
    const id = await open().submit(REQUEST, signal);
    const job = await finish(id);
    fake.restart();
    expect(await open().poll(id, signal)).toEqual({ kind: 'lost' });
    expect(await failureOf(open().fetch(job, signal))).toMatchObject({
      ...{ failure: 'missing', next: 'new-job' },
    });
  });

  test('can fail, and cannot be stopped', async () => {
    const id = await open().submit(REQUEST, signal);
    fake.behave({ fault: { at: 'query_result', kind: 'failed' } });
    expect(await open().poll(id, signal)).toEqual({ kind: 'failed' });
    expect(await open().cancel(id, signal)).toBe('runs-on');
  });

  test.each([
    { seconds: 9 },
    { seconds: 601 },
    { tempoBpm: 29 },
    { tempoBpm: 301 },
    { prompt: 'a'.repeat(512) },
    { lyrics: { text: 'a'.repeat(4096), language: 'es' } },
  ])('beyond the capabilities is not sent: %o', async (beyond) => {
    await expect(open().submit({ ...REQUEST, ...beyond }, signal)).rejects.toThrow(RangeError);
    expect(fake.submitted).toEqual([]);
  });
});

describe('a submission', () => {
  test('to a full queue can be repeated after the pause that the service asks for', async () => {
    await open().submit(REQUEST, signal);
    await open().submit(REQUEST, signal);
    expect(await failureOf(open().submit(REQUEST, signal))).toEqual({
      ...{ failure: 'busy', next: 'same-call', retryMs: 7000 },
    });
  });

  test('that was not sent can be repeated', async () => {
    const closed = await startFakeAceStep(KEY);
    closed.close();
    const generator = open({ url: closed.url, hosts: [closed.host] });
    expect(await failureOf(generator.submit(REQUEST, signal))).toMatchObject({
      ...{ failure: 'unreachable', next: 'same-call' },
    });
  });

  test.each<AceStepFault>([
    { at: 'release_task', kind: 'slow' },
    { at: 'release_task', kind: 'cut' },
    { at: 'release_task', kind: 'garbage' },
    { at: 'release_task', status: 500 },
    { at: 'release_task', status: 202 },
  ])('whose outcome is unknown is not repeated: %o', async (fault) => {
    fake.behave({ fault });
    expect(await failureOf(open({ timeoutMs: 300 }).submit(REQUEST, signal))).toMatchObject({
      ...{ failure: 'unknown-outcome', next: 'stop' },
    });
    expect(fake.submitted).toHaveLength(1);
  });

  test('with a wrong key, or to an address that is not allowed, is refused', async () => {
    const refused = { failure: 'refused', next: 'stop' };
    expect(await failureOf(open({ key: 'wrong' }).submit(REQUEST, signal))).toMatchObject(refused);
    expect(await failureOf(open({ hosts: [] }).submit(REQUEST, signal))).toMatchObject(refused);
    expect(fake.submitted).toEqual([]);
  });
});

describe('a question about a job', () => {
  test.each<[AceStepFault, string, string]>([
    [{ at: 'query_result', kind: 'slow' }, 'unreachable', 'same-call'],
    [{ at: 'query_result', kind: 'cut' }, 'unreachable', 'same-call'],
    [{ at: 'query_result', status: 503 }, 'unreachable', 'same-call'],
    [{ at: 'query_result', status: 429 }, 'busy', 'same-call'],
    [{ at: 'query_result', status: 401 }, 'refused', 'stop'],
    [{ at: 'query_result', kind: 'garbage' }, 'malformed', 'stop'],
  ])('fails by %o as %s: %s', async (fault, failure, next) => {
    const id = await open().submit(REQUEST, signal);
    fake.behave({ fault });
    const failed = await failureOf(open({ timeoutMs: 300 }).poll(id, signal));
    expect(failed).toMatchObject({ failure, next });
  });

  test('never leads to another address', async () => {
    const id = await open().submit(REQUEST, signal);
    fake.behave({ fault: { at: 'query_result', kind: 'elsewhere' }, polls: 0 });
    expect(await failureOf(open().poll(id, signal))).toMatchObject({ failure: 'malformed' });
  });

  test('ends with the reason of its signal', async () => {
    const id = await open().submit(REQUEST, signal);
    fake.behave({ fault: { at: 'query_result', kind: 'slow' } });
    const stop = new AbortController();
    const asked = open().poll(id, stop.signal);
    stop.abort(new Error('the person cancelled'));
    await expect(asked).rejects.toThrow('the person cancelled');
  });
});

describe('audio', () => {
  test.each<[AceStepFault, string, string]>([
    [{ at: 'audio', kind: 'garbage' }, 'unusable', 'new-job'],
    [{ at: 'audio', kind: 'half' }, 'unusable', 'new-job'],
    [{ at: 'audio', kind: 'silent' }, 'unusable', 'new-job'],
    [{ at: 'audio', kind: 'short' }, 'unusable', 'new-job'],
    [{ at: 'audio', kind: 'cut' }, 'unreachable', 'same-call'],
    [{ at: 'audio', kind: 'slow' }, 'unreachable', 'same-call'],
    [{ at: 'audio', kind: 'large' }, 'unusable', 'new-job'],
    [{ at: 'audio', kind: 'long' }, 'unusable', 'new-job'],
    [{ at: 'audio', status: 403 }, 'refused', 'stop'],
  ])('with the fault %o is %s: %s', async (fault, failure, next) => {
    const job = await finish(await open().submit(REQUEST, signal));
    fake.behave({ fault });
    const failed = await failureOf(open({ timeoutMs: 1000 }).fetch(job, signal));
    expect(failed).toMatchObject({ failure, next });
  });
});

test('the registry shows licence, price and place, and a project must activate it', () => {
  expect(open().manifest).toMatchObject({
    ...{ name: MODEL, modality: 'audio', licence: 'MIT', place: 'remote', startsAs: 'draft' },
    price: { micros: 20_000, currency: 'EUR' },
  });
});
