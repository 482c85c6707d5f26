import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '@fermata/contracts/http';
import { deriveId } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({
    limits: { commandsPerMinute: 40, previewsPerMinute: 4, refusalEventsPerMinute: 15 },
  });
});
afterAll(() => harness.stop());

const trackId = deriveId('trk', 'unknown');
const reviewId = deriveId('rev', 'unknown');
const json = { body: {} };
const brief = { text: 'night bus' };
const create = (key: string, idempotencyKey: string, body: unknown = { brief }) =>
  harness.ask('POST', '/v1/tracks', { key, body, headers: { 'idempotency-key': idempotencyKey } });
const Accepted = z.object({ trackId: z.string(), created: z.boolean() });

describe('access', () => {
  it.each([undefined, 'nonsense', 'fmk_short', 'fmk_unknown-0000000000000000'])(
    'is denied without a known key (%s)',
    async (key) => {
      const answer = await harness.ask('GET', '/v1/tracks', key === undefined ? {} : { key });
      expect(Problem.parse(answer.body)).toMatchObject({
        status: 401,
        type: 'urn:fermata:problem:unauthenticated',
        detail: expect.stringContaining('.fermata/keys.json'),
      });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  it('accepts a key only in the header', async () => {
    expect((await harness.ask('GET', `/v1/events/stream?key=${KEYS.ada}`)).status).toBe(401);
    expect((await harness.ask('GET', `/v1/tracks?access_token=${KEYS.ada}`)).status).toBe(401);
  });

  it.each([
    ['POST', '/v1/tracks', KEYS.rita],
    ['POST', `/v1/tracks/${trackId}/hold`, KEYS.rita],
    ['POST', `/v1/tracks/${trackId}/cancel`, KEYS.rita],
    ['POST', `/v1/tracks/${trackId}/withdraw`, KEYS.rita],
    ['POST', '/v1/releases', KEYS.ada],
    ['POST', `/v1/reviews/${reviewId}/approve`, KEYS.ada],
    ['POST', `/v1/reviews/${reviewId}/undo`, KEYS.ada],
    ['POST', `/v1/reviews/${reviewId}/ticket`, KEYS.ada],
    ['GET', '/v1/inbox', KEYS.ada],
    ['GET', '/v1/tracks', KEYS.shop],
    ['GET', '/v1/events', KEYS.shop],
  ])('%s %s is refused without the role, and recorded', async (method, path, key) => {
    const answer = await harness.ask(method, path, { key, ...(method === 'POST' ? json : {}) });
    expect(Problem.parse(answer.body)).toMatchObject({ status: 403 });
    const events = await harness.catalogue.events.readStream('project/default');
    expect(events.at(-1)).toMatchObject({
      type: 'access.denied',
      data: { request: `${method} ${path}` },
    });
  });

  it('shows the owner of the key', async () => {
    expect((await harness.ask('GET', '/v1/me', { key: KEYS.rita })).body).toEqual({
      actor: 'act_rita',
      name: 'Rita',
      projectId: 'default',
      roles: ['reviewer'],
    });
  });

  it('hides everything of another project', async () => {
    const { trackId: ours } = Accepted.parse((await create(KEYS.ada, 'ours')).body);
    expect((await harness.ask('GET', `/v1/tracks/${ours}`, { key: KEYS.rita })).status).toBe(200);
    for (const path of ['', '/events', '/assets', '/events/stream'])
      expect(
        (await harness.ask('GET', `/v1/tracks/${ours}${path}`, { key: KEYS.stranger })).status,
        path,
      ).toBe(404);
    for (const command of ['hold', 'cancel', 'resume'])
      expect(
        (
          await harness.ask('POST', `/v1/tracks/${ours}/${command}`, {
            key: KEYS.stranger,
            ...json,
          })
        ).status,
        command,
      ).toBe(404);
    expect(
      (
        await harness.ask('POST', `/v1/tracks/${ours}/withdraw`, {
          key: KEYS.stranger,
          body: { reason: 'mine now' },
        })
      ).status,
    ).toBe(404);
    expect((await harness.ask('GET', '/v1/events', { key: KEYS.stranger })).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it('limits commands before they reach Temporal, for each key alone', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        harness.ask('POST', `/v1/reviews/${reviewId}/approve`, { key: KEYS.otto, ...json }),
      ),
    );
    const refused = answers.filter((answer) => answer.status === 429);
    expect(answers.filter((answer) => answer.status === 404)).toHaveLength(40);
    expect(refused).toHaveLength(20);
    expect(Problem.parse(refused[0]?.body)).toMatchObject({
      type: 'urn:fermata:problem:too-many-requests',
      detail: 'at most 40 such requests a minute',
    });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await harness.ask('GET', '/v1/tracks', { key: KEYS.otto })).status).toBe(200);
    expect(
      (await harness.ask('POST', `/v1/reviews/${reviewId}/approve`, { key: KEYS.rita, ...json }))
        .status,
    ).toBe(404);
  });

  it('limits requests for previews, for each person alone; variations count', async () => {
    const answers = [];
    for (let index = 0; index < 6; index++)
      answers.push(
        await harness.ask(
          'POST',
          index % 2 === 0 ? '/v1/previews' : `/v1/previews/prv_${'0'.repeat(24)}/variations`,
          { key: KEYS.stranger, body: index % 2 === 0 ? { style: 'lo-fi' } : { tempoBpm: 90 } },
        ),
      );
    // Without a preview service there are no previews to vary.
    expect(answers.map(({ status }) => status)).toEqual([503, 404, 503, 404, 429, 429]);
    expect(Problem.parse(answers[4]?.body)).toMatchObject({
      type: 'urn:fermata:problem:too-many-requests',
      detail: 'at most 4 such requests a minute',
    });
    expect(Number(answers[4]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(
      (await harness.ask('POST', '/v1/previews', { key: KEYS.ada, body: { style: 'lo-fi' } }))
        .status,
    ).toBe(503);
  });

  it('records a limited number of refusals per actor; the others get the same answer and are counted', async () => {
    const before = (await harness.catalogue.events.readStream('project/other')).length;
    const answers = await Promise.all(
      Array.from({ length: 25 }, () =>
        harness.ask('POST', '/v1/tracks', { key: KEYS.guest, body: { brief } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect((await harness.catalogue.events.readStream('project/other')).length - before).toBe(15);
    expect((await harness.ask('GET', '/metrics', { key: KEYS.otto })).body).toContain(
      'fermata_refusals_unwritten_total{type="access.denied"} 10',
    );
  });

  it('shows the metrics of all projects to operations only', async () => {
    for (const headers of [{}, { 'x-forwarded-for': '203.0.113.7' }, { via: '1.1 proxy' }]) {
      expect((await harness.ask('GET', '/metrics', { headers })).status).toBe(401);
      expect((await harness.ask('GET', '/metrics', { headers, key: KEYS.ada })).status).toBe(403);
      expect((await harness.ask('GET', '/metrics', { headers, key: KEYS.otto })).status).toBe(200);
    }
  });

  it("tells an actor's own limits in the headers of a response", async () => {
    const read = await harness.ask('GET', '/v1/tracks', { key: KEYS.rita });
    expect(read.headers.get('x-ratelimit-limit')).toBe('1200');
    const command = await harness.ask('POST', `/v1/reviews/${reviewId}/approve`, {
      key: KEYS.guest,
      ...json,
    });
    expect(command.headers.get('x-ratelimit-limit')).toBe('40');
    expect(Number(command.headers.get('x-ratelimit-remaining'))).toBeLessThan(40);
    expect(Number(command.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
  });

  it('forbids caches, frames and type guessing on every response', async () => {
    for (const [path, key] of [
      ['/v1/tracks', KEYS.ada],
      ['/v1/tracks', undefined],
      ['/nothing', undefined],
      ['/docs', undefined],
    ] as const) {
      const { headers } = await harness.ask('GET', path, key === undefined ? {} : { key });
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
  });

  it('writes no key into its log', () => {
    expect(harness.log.length).toBeGreaterThan(10);
    expect(harness.log.join('')).not.toContain('fmk_');
  });
});

/** The statuses of `count` requests for health, forwarded for the given client. */
const forwarded = (to: ApiHarness, count: number, client: string) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const headers = { 'x-forwarded-for': client };
      return (await to.ask('GET', '/health/live', { headers })).status;
    }),
  );
const refusedOf = (statuses: readonly number[]): number =>
  statuses.filter((status) => status === 429).length;

describe('one address', () => {
  let crowded: ApiHarness;
  beforeAll(async () => {
    crowded = await startApiHarness({ limits: { requestsPerMinute: 30 } });
  });
  afterAll(() => crowded.stop());

  it('gets no further quota with made-up headers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        crowded.ask('GET', '/v1/tracks', { key: `fmk_made-up-${index}-00000000000` }),
      ),
    );
    expect(refusedOf(answers.map(({ status }) => status))).toBe(0);
    const clients = Array.from({ length: 20 }, (_, index) => `198.51.100.${index}`);
    const statuses = await Promise.all(clients.map((client) => forwarded(crowded, 1, client)));
    expect(refusedOf(statuses.flat())).toBe(10);
  });
});

describe('behind a trusted proxy', () => {
  let proxied: ApiHarness;
  beforeAll(async () => {
    proxied = await startApiHarness({
      limits: { requestsPerMinute: 10 },
      env: { FERMATA_TRUSTED_PROXIES: '127.0.0.0/8', FERMATA_METRICS: 'loopback' },
    });
  });
  afterAll(() => proxied.stop());

  it('each client has its own quota, whatever it adds to the header itself', async () => {
    expect(refusedOf(await forwarded(proxied, 12, '198.51.100.1'))).toBe(2);
    expect(refusedOf(await forwarded(proxied, 5, '203.0.113.9, 198.51.100.1'))).toBe(5);
    expect(refusedOf(await forwarded(proxied, 10, '198.51.100.2'))).toBe(0);
  });

  it('a forwarded request is not local, a direct one is', async () => {
    for (const client of ['198.51.100.3', '127.0.0.1', 'localhost'])
      expect(
        (await proxied.ask('GET', '/metrics', { headers: { 'x-forwarded-for': client } })).status,
        client,
      ).toBe(401);
    expect((await proxied.ask('GET', '/metrics')).status).toBe(200);
  });
});
