import { afterAll, beforeAll, expect, test } from 'vitest';
import { BriefUnderstanding } from '@fermata/contracts/http';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

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
