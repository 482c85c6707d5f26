import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PreviewSession, PreviewView, Problem } from '@fermata/contracts/http';
import { deriveId, STYLES } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';
import { startTcpProxy } from '../testing/tcp-proxy.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let harness: ApiHarness;
let proxy: Awaited<ReturnType<typeof startTcpProxy>>;
beforeAll(async () => {
  harness = await startApiHarness({
    previews: { processes: 2 },
    limits: { previewsPerMinute: 10_000, requestsPerMinute: 100_000 },
    via: async (service, url) => {
      if (service !== 'preview') return url;
      proxy = await startTcpProxy(url);
      return proxy.url;
    },
  });
  await harness.preview?.warm;
  await vi.waitFor(
    async () => expect(await harness.catalogue.previews.defaults()).toHaveLength(STYLES.length),
    { timeout: 60_000, interval: 100 },
  );
});
afterAll(async () => {
  await harness.stop();
  await proxy.cut().catch(() => undefined);
});

let seed = 7000;
const ask = (
  body: unknown,
  {
    path = '',
    key = KEYS.ada,
    headers,
  }: { path?: string; key?: string; headers?: Record<string, string> } = {},
) => harness.ask('POST', `/v1/previews${path}`, { key, body, ...(headers ? { headers } : {}) });
const figure = async (name: string): Promise<number> =>
  Number(
    new RegExp(`^${name.replace('{', '\\{')} ([\\d.]+)`, 'm').exec(
      await (await fetch(`${harness.preview?.url}/metrics`)).text(),
    )?.[1],
  );
/** Parts that were rendered so far. */
const rendered = (): Promise<number> => figure('fermata_preview_parts_total{made="rendered"}');
/** Milliseconds of each preview request since `from`. */
const tookSince = (from: number): number[] =>
  harness.log.slice(from).flatMap((line) => {
    const { route, ms } = JSON.parse(line);
    return route === '/v1/previews' && typeof ms === 'number' ? [ms] : [];
  });
/** How late a deadline may fire: some hundred requests at once have as much to do in this one process. */
async function marginMs(): Promise<number> {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 500 }, () => harness.ask('GET', '/v1/me', { key: KEYS.ada })),
  );
  return performance.now() - began;
}

describe('an invalid request', () => {
  it.each<[string, unknown, string]>([
    [
      'a deadline too short',
      { style: 'lo-fi', deadlineMs: 49 },
      'body.deadlineMs: must be at least 50 ms',
    ],
    [
      'a deadline too long',
      { style: 'lo-fi', deadlineMs: 5001 },
      'body.deadlineMs: must be at most 5000 ms',
    ],
    ['a deadline that is not an integer', { style: 'lo-fi', deadlineMs: 99.5 }, 'body.deadlineMs'],
    ['a deadline as text', { style: 'lo-fi', deadlineMs: '500' }, 'body.deadlineMs'],
    ['a null deadline', { style: 'lo-fi', deadlineMs: null }, 'body.deadlineMs'],
    ['a prompt too long', { text: 'x'.repeat(2001) }, 'body.text'],
    ['a prompt with control characters', { text: 'a\u0000b' }, 'body.text'],
    ['an unknown style', { style: 'polka' }, 'body.style'],
    ['an unknown field', { style: 'lo-fi', loud: true }, 'loud'],
    ['a malformed session id', { style: 'lo-fi', sessionId: '../../etc' }, 'body.sessionId'],
    ['a list', [], 'body'],
    ['a string', '"x"', 'body'],
    ['nothing', undefined, 'body'],
    ['half a body', '{"style":', 'not valid JSON'],
    ['a forged prototype', '{"__proto__":{"style":"lo-fi"}}', '__proto__'],
  ])('%s is a 400 that names it', async (_what, body, named) => {
    const { status, headers, body: answer } = await ask(body, { headers: { accept: 'audio/wav' } });
    expect([status, headers.get('content-type')?.split(';')[0]]).toEqual([
      400,
      'application/problem+json',
    ]);
    expect(Problem.parse(answer).detail).toContain(named);
  });

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['audio/wav', 415],
  ])('a body as %s is a %i', async (type, status) => {
    const answer = await ask('style=lo-fi', { headers: { 'content-type': type } });
    expect([answer.status, Problem.parse(answer.body).type]).toEqual([
      status,
      'urn:fermata:problem:unsupported-media-type',
    ]);
  });

  it('a body over the limit is a 413', async () =>
    expect(Problem.parse((await ask({ text: 'x'.repeat(100_000) })).body)).toMatchObject({
      status: 413,
      detail: expect.stringContaining('65536 bytes'),
    }));

  it('a malformed id is a 400 and an unknown one a 404, on every route', async () => {
    for (const [id, status] of [
      ['nonsense', 400],
      [`prv_${'g'.repeat(24)}`, 400],
      [deriveId('prv', 'unknown'), 404],
    ] as const) {
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/audio'],
        ['POST', '/variations'],
        ['POST', '/select'],
      ] as const) {
        const answer = await harness.ask(method, `/v1/previews/${id}${path}`, {
          key: KEYS.ada,
          ...(method === 'POST' ? { body: path === '/select' ? {} : { tempoBpm: 90 } } : {}),
        });
        expect([path, Problem.parse(answer.body).status, answer.status]).toEqual([
          path,
          status,
          status,
        ]);
      }
    }
    expect(
      (await harness.ask('GET', '/v1/preview-sessions/nonsense', { key: KEYS.ada })).status,
    ).toBe(400);
    expect(
      (
        await harness.ask('GET', `/v1/preview-sessions/${deriveId('pvs', 'unknown')}`, {
          key: KEYS.ada,
        })
      ).status,
    ).toBe(404);
  });
});

describe('a preview of another project', () => {
  it('is not found, also as the start of a track; sessions of the same name differ between projects', async () => {
    const sessionId = deriveId('pvs', 'shared name');
    const ours = PreviewView.parse(
      (await ask({ style: 'lo-fi', seed: ++seed, sessionId, deadlineMs: 5000 })).body,
    );
    const read = async (key: string) =>
      PreviewSession.parse(
        (await harness.ask('GET', `/v1/preview-sessions/${sessionId}`, { key })).body,
      ).entries.map(({ actor }) => actor);
    expect(
      (await harness.ask('GET', `/v1/preview-sessions/${sessionId}`, { key: KEYS.stranger }))
        .status,
    ).toBe(404);
    expect(
      (
        await harness.ask('POST', '/v1/tracks', {
          key: KEYS.stranger,
          body: { previewId: ours.previewId },
          headers: { 'idempotency-key': 'not-mine' },
        })
      ).status,
    ).toBe(404);
    const theirs = PreviewView.parse(
      (await ask({ style: 'lo-fi', seed, sessionId, deadlineMs: 5000 }, { key: KEYS.stranger }))
        .body,
    );
    expect([
      theirs.source,
      theirs.previewId === ours.previewId,
      theirs.sha256 === ours.sha256,
    ]).toEqual(['fresh', false, true]);
    expect([await read(KEYS.ada), await read(KEYS.stranger)]).toEqual([
      ['act_ada'],
      ['act_stranger'],
    ]);
  });
});

describe('a client that disconnects', () => {
  it('cancels the render, adds no entry to the session, and the next request is answered in time', async () => {
    await vi.waitFor(async () => expect(await figure('fermata_preview_under_way')).toBe(0), {
      timeout: 10_000,
    });
    const sessionId = deriveId('pvs', 'disconnected');
    const before = await rendered();
    const disconnect = new AbortController();
    const outcomes = Array.from({ length: 12 }, () =>
      fetch(`${harness.url}/v1/previews`, {
        method: 'POST',
        signal: disconnect.signal,
        headers: { authorization: `Bearer ${KEYS.ada}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          style: 'cinematic',
          seed: ++seed,
          sessionId,
          deadlineMs: 5000,
          fallback: false,
        }),
      }).then(
        () => 'answered',
        () => 'disconnected',
      ),
    );
    await vi.waitFor(
      async () => expect(await figure('fermata_preview_under_way')).toBeGreaterThan(0),
      { timeout: 4_000, interval: 5 },
    );
    disconnect.abort();
    expect(
      (await Promise.all(outcomes)).filter((outcome) => outcome === 'disconnected').length,
    ).toBeGreaterThan(0);
    await vi.waitFor(async () => expect(await figure('fermata_preview_under_way')).toBe(0), {
      timeout: 20_000,
      interval: 5,
    });
    // The steps that had begun end; the twelve previews have more than fifty parts.
    expect((await rendered()) - before).toBeLessThan(12);
    const answer = await harness.ask('GET', `/v1/preview-sessions/${sessionId}`, { key: KEYS.ada });
    expect(
      answer.status === 404
        ? []
        : PreviewSession.parse(answer.body).entries.filter(({ source }) => source !== 'fresh'),
    ).toEqual([]);
    expect(
      PreviewView.parse((await ask({ style: 'lo-fi', seed: ++seed, deadlineMs: 5000 })).body)
        .source,
    ).toBe('fresh');
  });
});

describe('a hundred concurrent requests', () => {
  it.each([
    ['with a fallback', true],
    ['without a fallback', false],
  ])(
    '%s: each is answered within the deadline, and without a fresh preview has a Retry-After',
    async (_what, fallback) => {
      const deadlineMs = 2000;
      const margin = await marginMs();
      const from = harness.log.length;
      const answers = await Promise.all(
        Array.from({ length: 100 }, () =>
          ask({ style: 'lo-fi', seed: ++seed, deadlineMs, fallback }),
        ),
      );
      await vi.waitFor(() => expect(tookSince(from)).toHaveLength(100));
      expect(Math.max(...tookSince(from))).toBeLessThan(deadlineMs + margin);
      for (const { status, headers, body } of answers) {
        expect(fallback ? [200] : [200, 503]).toContain(status);
        const fresh = status === 200 && PreviewView.parse(body).source === 'fresh';
        if (status !== 200)
          expect(Problem.parse(body)).toMatchObject({
            status: 503,
            type: 'urn:fermata:problem:unavailable',
          });
        expect(Number(headers.get('retry-after') ?? 0) >= 1).toBe(!fresh);
      }
    },
  );
});

describe('a preview service that fails during its work', () => {
  it.each([
    ['hangs', 'did not answer in time'],
    ['disconnects', 'does not answer'],
  ] as const)(
    'and %s: each request is answered within its deadline, with the reason',
    async (failure, reason) => {
      const deadlineMs = 1000;
      const margin = await marginMs();
      const from = harness.log.length;
      const requests = Array.from({ length: 5 }, (_, i) =>
        ask({ style: 'cinematic', seed: ++seed, deadlineMs, fallback: i > 0 }),
      );
      await vi.waitFor(
        async () => expect(await figure('fermata_preview_under_way')).toBeGreaterThan(0),
        { timeout: 4_000, interval: 2 },
      );
      if (failure === 'hangs') proxy.stall();
      else await proxy.cut();
      try {
        const answers = await Promise.all(requests);
        await vi.waitFor(() => expect(tookSince(from)).toHaveLength(5));
        expect(Math.max(...tookSince(from))).toBeLessThan(deadlineMs + margin);
        const failed = answers.filter(({ body }) =>
          JSON.stringify(body).includes(`the preview service ${reason}`),
        );
        expect(failed.length).toBeGreaterThan(0);
        for (const { headers } of failed)
          expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      } finally {
        if (failure === 'hangs') proxy.resume();
        else await proxy.restore();
      }
      await vi.waitFor(
        async () =>
          expect(
            PreviewView.parse((await ask({ style: 'lo-fi', seed: ++seed, deadlineMs: 5000 })).body)
              .source,
          ).toBe('fresh'),
        { timeout: 10_000 },
      );
    },
  );
});
