import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BriefUnderstanding, Problem } from '@fermata/contracts/http';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const understand = (body: unknown) =>
  harness.ask('POST', '/v1/briefs/understand', { key: KEYS.ada, body });

test('a brief is understood, and nothing is made', async () => {
  const { status, body } = await understand({
    text: 'calm lo-fi in D minor with a singer, 45 seconds',
    tempoBpm: 80,
  });
  expect(status).toBe(200);
  const { intent, understanding } = BriefUnderstanding.parse(body);
  expect(intent).toMatchObject({
    style: 'lo-fi',
    mood: 'calm',
    key: { tonic: 'D', mode: 'minor' },
    tempoBpm: 80,
    durationSeconds: 45,
    origins: { tempoBpm: 'asked', durationSeconds: 'understood' },
  });
  expect(understanding).toContainEqual(
    expect.objectContaining({ quote: 'singer', outcome: 'impossible' }),
  );
});

test('a strict request with an unmet wish is refused, with the reasons', async () => {
  const strict = await understand({ text: 'lo-fi with a singer', strict: true });
  expect(strict.status).toBe(422);
  expect(strict.body).toMatchObject({
    type: 'urn:fermata:problem:unmet-wishes',
    errors: [{ path: 'body.text', message: expect.stringContaining('singer') }],
  });
  expect((await understand({ text: 'calm lo-fi', strict: true })).status).toBe(200);
});

const track = (body: object, key = randomUUID()) =>
  harness.ask('POST', '/v1/tracks', {
    key: KEYS.ada,
    body,
    headers: { 'idempotency-key': key },
  });

test('a strict track with an unmet wish is refused with the list, and nothing is stored', async () => {
  const before = await harness.ask('GET', '/v1/tracks', { key: KEYS.ada });
  const brief = { text: 'calm lo-fi with a singer' };
  const refused = await track({ brief, strict: true });
  expect(refused.status).toBe(422);
  expect(Problem.parse(refused.body)).toMatchObject({
    type: 'urn:fermata:problem:unmet-wishes',
    errors: [{ path: 'body.brief.text', message: expect.stringContaining('singer') as string }],
    understanding: [
      { quote: 'calm', outcome: 'honoured' },
      { quote: 'lo-fi', outcome: 'honoured' },
      { quote: 'singer', outcome: 'impossible' },
    ],
  });
  expect((await harness.ask('GET', '/v1/tracks', { key: KEYS.ada })).body).toEqual(before.body);
});

test('a strict request is the same request as without it', async () => {
  const key = randomUUID();
  const brief = { text: 'calm lo-fi', key: 'fis-Moll', style: 'lofi' };
  expect((await track({ brief, strict: true }, key)).status).toBe(202);
  const again = { text: 'calm lo-fi', key: { tonic: 'Gb', mode: 'minor' }, style: 'lo-fi' };
  expect((await track({ brief: again }, key)).status).toBe(200);
});

test('a strict preview with an unmet wish is refused before it is made', async () => {
  const { status, body } = await harness.ask('POST', '/v1/previews', {
    key: KEYS.ada,
    body: { text: 'lo-fi with a singer', strict: true },
  });
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ path: 'body.text' }] });
});

test('a brief that no track can be made of is refused, as the request for the track is', async () => {
  const { status, body } = await understand({ text: 'a waltz', style: 'house', metre: '3/4' });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    errors: [{ path: 'body.metre', message: 'house does not play 3/4; it plays 4/4' }],
  });
});
