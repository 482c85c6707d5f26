import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

/** Names that every JavaScript object answers to. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
const UNKNOWN_NAME = 'nonsense';
const PARTNER_KEY = 'fmk_prototype-names-000000';

const Operation = z.object({ requestBody: z.unknown() });
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation.partial())),
});

let harness: ApiHarness;
let routes: { method: string; path: string; takesBody: boolean }[];
beforeAll(async () => {
  harness = await startApiHarness({
    limits: { commandsPerMinute: 10_000, commandMs: 200, refusalEventsPerMinute: 0 },
  });
  const keyId = `pky_${'2'.repeat(24)}`;
  await harness.catalogue.partnerKeys.add(
    { projectId: 'default', partner: 'sandbox', actor: 'act_operations', keyId, key: PARTNER_KEY },
    1,
  );
  const { paths } = Document.parse((await harness.ask('GET', '/openapi.json')).body);
  routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      takesBody: requestBody !== undefined,
    })),
  );
});
afterAll(() => harness.stop());

/** An answer with the name it was asked for replaced, to compare it with that to another name. */
async function answerTo(
  method: string,
  path: string,
  name: string,
  body?: string,
): Promise<{ status: number; text: string }> {
  const abort = new AbortController();
  const response = await fetch(harness.url + path, {
    method,
    signal: abort.signal,
    headers: {
      // Only a partner sees what is open to it.
      authorization: `Bearer ${path.startsWith('/v1/open-') ? PARTNER_KEY : KEYS.otto}`,
      'idempotency-key': 'prototype-names',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const isStream = (response.headers.get('content-type') ?? '').includes('event-stream');
  const text = isStream ? '' : await response.text();
  abort.abort();
  return { status: response.status, text: text.replaceAll(name, '…') };
}

const withIds = (path: string, id: string): string => path.replaceAll(/\{\w+\}/g, id);
const UNKNOWN_ID = '0'.repeat(64);

describe.each(NAMES)('%s is an unknown name', (name) => {
  it('as an id', async () => {
    for (const { method, path } of routes.filter(({ path }) => path.includes('{'))) {
      const answer = await answerTo(method, withIds(path, name), name);
      const unknown = await answerTo(method, withIds(path, UNKNOWN_NAME), UNKNOWN_NAME);
      expect([400, 404], `${method} ${path}`).toContain(answer.status);
      // A partner's name has no capitals and no underscores; `constructor` is one that nobody has.
      if (!path.includes('{partner}')) expect(answer, `${method} ${path}`).toEqual(unknown);
    }
  });

  it('in a query', async () => {
    for (const { method, path } of routes) {
      const to = (field: string): string => `${withIds(path, UNKNOWN_ID)}?${field}=1`;
      const answer = await answerTo(method, to(name), name);
      const unknown = await answerTo(method, to(UNKNOWN_NAME), UNKNOWN_NAME);
      expect(answer.status, `${method} ${path}`).toBeLessThan(500);
      expect(answer.status, `${method} ${path}`).toBe(unknown.status);
    }
  });

  it('in a body', async () => {
    for (const { method, path, takesBody } of routes) {
      if (!takesBody) continue;
      const body = (field: string): string => `{"${field}":{"admin":true}}`;
      const answer = await answerTo(method, withIds(path, UNKNOWN_ID), name, body(name));
      const unknown = await answerTo(
        method,
        withIds(path, UNKNOWN_ID),
        UNKNOWN_NAME,
        body(UNKNOWN_NAME),
      );
      expect(answer.status, `${method} ${path}`).toBe(unknown.status);
    }
  });

  it.each([
    ['style', (value: string) => ({ brief: { text: 'x', style: value } })],
    ['mood', (value: string) => ({ brief: { text: 'x', mood: value } })],
    ['part', (value: string) => ({ brief: { text: 'x', withoutParts: [value] } })],
    ['alternate', (value: string) => ({ brief: { text: 'x' }, alternates: [value] })],
    ['partner', (value: string) => ({ brief: { text: 'x' }, release: { partners: [value] } })],
    ['territory', (value: string) => ({ brief: { text: 'x' }, release: { territories: [value] } })],
  ])('as a %s', async (_field, bodyWith) => {
    const ask = (value: string) =>
      answerTo('POST', '/v1/tracks', value, JSON.stringify(bodyWith(value)));
    const answer = await ask(name);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('invalid-request');
  });
});
