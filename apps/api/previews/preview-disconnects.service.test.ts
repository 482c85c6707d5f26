import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PreviewSession, PreviewView, Problem } from '@fermata/contracts/http';
import { deriveId, STYLES } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';
import { startTcpProxy } from '../testing/tcp-proxy.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** Askers, API and preview service are one process here, and what it does for one keeps the others waiting. */
const ONE_PROCESS_MS = 400;
let harness: ApiHarness;
let toService: Awaited<ReturnType<typeof startTcpProxy>>;
beforeAll(async () => {
  harness = await startApiHarness({
    previews: { threads: 2 },
    limits: { previewsPerMinute: 10_000, requestsPerMinute: 100_000 },
    via: async (service, url) => {
      if (service !== 'preview') return url;
      toService = await startTcpProxy(url);
      return toService.url;
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
  await toService.cut().catch(() => undefined);
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
    new RegExp(`^${name} ([\\d.]+)`, 'm').exec(
      await (await fetch(`${harness.preview?.url}/metrics`)).text(),
    )?.[1],
  );
/** Milliseconds that the API took for each preview that it was asked for since `from`. */
const tookSince = (from: number): number[] =>
  harness.log.slice(from).flatMap((line) => {
    const { route, ms } = JSON.parse(line);
    return route === '/v1/previews' && typeof ms === 'number' ? [ms] : [];
  });

describe('what is not understood', () => {
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
    ['a deadline that is no whole number', { style: 'lo-fi', deadlineMs: 99.5 }, 'body.deadlineMs'],
    ['a deadline in words', { style: 'lo-fi', deadlineMs: '500' }, 'body.deadlineMs'],
    ['a deadline of nothing', { style: 'lo-fi', deadlineMs: null }, 'body.deadlineMs'],
    ['a prompt too long', { text: 'x'.repeat(2001) }, 'body.text'],
    ['a prompt with control characters', { text: 'a\u0000b' }, 'body.text'],
    ['an unknown style', { style: 'polka' }, 'body.style'],
    ['an unknown field', { style: 'lo-fi', loud: true }, 'loud'],
    ['a session of no such form', { style: 'lo-fi', sessionId: '../../etc' }, 'body.sessionId'],
    ['a list', [], 'body'],
    ['a word', '"x"', 'body'],
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

  it('a body beyond all bounds is a 413', async () =>
    expect(Problem.parse((await ask({ text: 'x'.repeat(100_000) })).body)).toMatchObject({
      status: 413,
      detail: expect.stringContaining('65536 bytes'),
    }));

  it('an id of no such form is a 400, one that nobody has a 404, on every route', async () => {
    for (const [id, status] of [
      ['nonsense', 400],
      [`prv_${'g'.repeat(24)}`, 400],
      [deriveId('prv', 'nobody'), 404],
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
        await harness.ask('GET', `/v1/preview-sessions/${deriveId('pvs', 'nobody')}`, {
          key: KEYS.ada,
        })
      ).status,
    ).toBe(404);
  });
});

describe('what belongs to others', () => {
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

describe('whoever leaves in the middle', () => {
  it('cancels the render, leaves no line in the session, and the next request is answered in time', async () => {
    await vi.waitFor(async () => expect(await figure('fermata_preview_under_way')).toBe(0), {
      timeout: 10_000,
    });
    const sessionId = deriveId('pvs', 'left');
    const leave = new AbortController();
    const left = Array.from({ length: 12 }, () =>
      fetch(`${harness.url}/v1/previews`, {
        method: 'POST',
        signal: leave.signal,
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
        () => 'left',
      ),
    );
    await vi.waitFor(
      async () => expect(await figure('fermata_preview_under_way')).toBeGreaterThan(0),
      { timeout: 4_000, interval: 5 },
    );
    leave.abort();
    expect((await Promise.all(left)).filter((how) => how === 'left').length).toBeGreaterThan(0);
    const since = performance.now();
    await vi.waitFor(async () => expect(await figure('fermata_preview_under_way')).toBe(0), {
      timeout: 4_000,
      interval: 5,
    });
    // A step that runs may end within a second; nothing else of the twelve is made.
    expect(performance.now() - since).toBeLessThan(2_500);
    const lines = await harness.ask('GET', `/v1/preview-sessions/${sessionId}`, { key: KEYS.ada });
    expect(
      lines.status === 404
        ? []
        : PreviewSession.parse(lines.body).entries.filter(({ source }) => source !== 'fresh'),
    ).toEqual([]);
    expect(
      PreviewView.parse((await ask({ style: 'lo-fi', seed: ++seed, deadlineMs: 5000 })).body)
        .source,
    ).toBe('fresh');
  });
});

describe('a hundred at the same moment', () => {
  it.each([
    ['with a fallback', true],
    ['with none', false],
  ])(
    '%s: each is answered inside the deadline, and who gets nothing fresh is told when to come again',
    async (_what, fallback) => {
      const deadlineMs = 2000;
      const from = harness.log.length;
      const answers = await Promise.all(
        Array.from({ length: 100 }, () =>
          ask({ style: 'lo-fi', seed: ++seed, deadlineMs, fallback }),
        ),
      );
      await vi.waitFor(() => expect(tookSince(from)).toHaveLength(100));
      expect(Math.max(...tookSince(from))).toBeLessThan(deadlineMs + ONE_PROCESS_MS);
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

describe('a preview service that goes away while it works', () => {
  it.each([
    ['stands still', 'did not answer in time'],
    ['breaks off', 'does not answer'],
  ] as const)(
    'and %s: each request is answered inside its deadline, and says so',
    async (how, why) => {
      const deadlineMs = 1000;
      const from = harness.log.length;
      const asked = Array.from({ length: 5 }, (_, i) =>
        ask({ style: 'cinematic', seed: ++seed, deadlineMs, fallback: i > 0 }),
      );
      await vi.waitFor(
        async () => expect(await figure('fermata_preview_under_way')).toBeGreaterThan(0),
        { timeout: 4_000, interval: 2 },
      );
      if (how === 'stands still') toService.stall();
      else await toService.cut();
      try {
        const answers = await Promise.all(asked);
        await vi.waitFor(() => expect(tookSince(from)).toHaveLength(5));
        expect(Math.max(...tookSince(from))).toBeLessThan(deadlineMs + ONE_PROCESS_MS);
        const unheard = answers.filter(({ body }) =>
          JSON.stringify(body).includes(`the preview service ${why}`),
        );
        expect(unheard.length).toBeGreaterThan(0);
        for (const { headers } of unheard)
          expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      } finally {
        if (how === 'stands still') toService.flow();
        else await toService.mend();
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
