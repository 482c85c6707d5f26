import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PreviewSession, PreviewView, Problem } from '@fermata/contracts/http';
import { money, STYLES } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';
import { startTcpProxy } from '../testing/tcp-proxy.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const proxies = new Map<string, Awaited<ReturnType<typeof startTcpProxy>>>();
const proxyOf = (name: string) => proxies.get(name) ?? expect.fail(`no proxy of ${name}`);
let harness: ApiHarness;

beforeAll(async () => {
  harness = await startApiHarness({
    previews: { processes: 2 },
    limits: { previewSessionEntries: 3, previewsPerMinute: 10_000 },
    via: async (name, url) => {
      const proxy = await startTcpProxy(url);
      proxies.set(name, proxy);
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
  for (const proxy of proxies.values()) await proxy.cut().catch(() => undefined);
});

let seed = 1000;
const ask = async (body: Record<string, unknown>, key: string = KEYS.ada) => {
  const {
    status,
    body: answer,
    headers,
  } = await harness.ask('POST', '/v1/previews', { key, body: { deadlineMs: 5000, ...body } });
  return {
    status,
    headers,
    view: status === 200 ? PreviewView.parse(answer) : null,
    problem: answer,
  };
};
const made = async (body: Record<string, unknown>, key?: string): Promise<PreviewView> =>
  (await ask(body, key)).view ?? expect.fail('no preview');
const vary = async (previewId: string, body: Record<string, unknown>) =>
  harness.ask('POST', `/v1/previews/${previewId}/variations`, {
    key: KEYS.ada,
    body: { deadlineMs: 5000, ...body },
  });
const post = (path: string, body: Record<string, unknown>, headers: Record<string, string>) =>
  fetch(`${harness.url}/v1/previews${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${KEYS.ada}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ deadlineMs: 5000, ...body }),
  });
const session = async (sessionId: string, key: string = KEYS.ada) =>
  PreviewSession.parse(
    (await harness.ask('GET', `/v1/preview-sessions/${sessionId}`, { key })).body,
  );

describe('a preview', () => {
  it('is fresh, then cached; its URL plays without a key, with ranges', async () => {
    const first = await made({ text: 'a sad lo-fi bed', seed: ++seed });
    expect(first).toMatchObject({
      source: 'fresh',
      style: 'lo-fi',
      mood: 'sad',
      seed,
      nearness: { value: 1, differs: [] },
    });
    const again = await made({ text: 'a sad lo-fi bed', seed });
    expect(again).toMatchObject({
      source: 'cached',
      previewId: first.previewId,
      sha256: first.sha256,
    });
    const { pathname, search } = new URL(first.url, harness.url);
    const whole = await fetch(harness.url + pathname + search);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect([bytes.length, bytes.subarray(0, 4).toString('latin1')]).toEqual([first.bytes, 'RIFF']);
    const part = await fetch(harness.url + pathname + search, {
      headers: { range: 'bytes=44-143' },
    });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 44-143/${first.bytes}`,
    ]);
    expect(Buffer.compare(Buffer.from(await part.arrayBuffer()), bytes.subarray(44, 144))).toBe(0);
    expect(
      (
        await fetch(harness.url + pathname + search, {
          headers: { range: `bytes=${first.bytes}-` },
        })
      ).status,
    ).toBe(416);
    for (const forged of [
      search.replace('project=default', 'project=other'),
      search.replace(/until=(\d+)/, 'until=9$1'),
      '',
    ])
      expect((await fetch(harness.url + pathname + forged)).status).toBe(401);
  });

  it('is sent as WAV if requested, also varied, with the same facts in a header; problems remain JSON', async () => {
    const wav = { accept: 'audio/wav, application/problem+json' };
    const readWav = async (response: Response) => ({
      status: response.status,
      headers: response.headers,
      view: PreviewView.parse(JSON.parse(response.headers.get('fermata-preview') ?? '')),
      bytes: Buffer.from(await response.arrayBuffer()),
    });
    const first = await readWav(
      await post('', { text: 'süße Geigen, cinematic', seed: ++seed }, wav),
    );
    const again = await readWav(
      await post('', { text: 'süße Geigen, cinematic', seed, deadlineMs: 400 }, wav),
    );
    const varied = await readWav(
      await post(`/${first.view.previewId}/variations`, { part: first.view.parts[0]?.part }, wav),
    );
    expect(
      [first, again, varied].map(({ view: { source, deadlineMs } }) => [source, deadlineMs]),
    ).toEqual([
      ['fresh', 5000],
      ['cached', 400],
      ['fresh', 5000],
    ]);
    // A variation joins the session that last used the preview.
    expect(varied.view).toMatchObject({ sessionId: again.view.sessionId, takes: [{ take: 1 }] });
    for (const { status, headers, view, bytes } of [first, again, varied]) {
      expect([
        status,
        headers.get('content-type'),
        headers.get('vary'),
        Number(headers.get('content-length')),
      ]).toEqual([200, 'audio/wav', 'accept', view.bytes]);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(view.sha256);
      // The URL returns the same bytes.
      const same = await fetch(new URL(headers.get('content-location') ?? '', harness.url));
      expect(Buffer.compare(Buffer.from(await same.arrayBuffer()), bytes)).toBe(0);
    }
    const json = await post(
      '',
      { text: 'süße Geigen, cinematic', seed },
      { accept: 'application/json, audio/wav;q=0.9' },
    );
    expect([
      json.headers.get('content-type')?.split(';')[0],
      json.headers.get('vary'),
      json.headers.get('fermata-preview'),
    ]).toEqual(['application/json', 'accept', null]);
    const {
      timings: _ours,
      url: _address,
      expiresAt: _until,
      sessionId: _session,
      understanding,
      ...facts
    } = PreviewView.parse(await json.json());
    expect({ ...again.view, deadlineMs: 5000 }).toMatchObject(facts);
    // Headers are short: only the wishes that are not met.
    expect(again.view.understanding).toEqual(
      understanding.filter(({ outcome }) => outcome !== 'honoured'),
    );
    expect(understanding.length).toBeGreaterThan(again.view.understanding.length);
    for (const [body, status] of [
      [{ style: 'polka' }, 400],
      [{ style: 'lo-fi', seed: ++seed, deadlineMs: 50, fallback: false }, 503],
    ] as const) {
      const refused = await post('', body, { accept: 'audio/wav' });
      expect([
        refused.status,
        refused.headers.get('content-type')?.split(';')[0],
        refused.headers.get('fermata-preview'),
      ]).toEqual([status, 'application/problem+json', null]);
      expect(Problem.parse(await refused.json()).status).toBe(status);
    }
  });

  it('is not sent again to a client that has it, and a range only if the entity tag matches', async () => {
    const { url, sha256, bytes } = await made({ style: 'lo-fi', seed: ++seed });
    const get = (headers: Record<string, string>, method = 'GET') =>
      fetch(new URL(url, harness.url), { method, headers });
    const etag = (await get({}, 'HEAD')).headers.get('etag') ?? '';
    expect(etag).toBe(`"${sha256}"`);
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get({ 'if-none-match': tags });
      expect([
        answer.status,
        (await answer.arrayBuffer()).byteLength,
        answer.headers.get('etag'),
      ]).toEqual([304, 0, etag]);
    }
    for (const [headers, status, length] of [
      [{ 'if-none-match': '"other"' }, 200, bytes],
      [{ range: 'bytes=0-99', 'if-range': etag }, 206, 100],
      [{ range: 'bytes=0-99', 'if-range': '"other"' }, 200, bytes],
      [{ range: 'bytes=0-99', 'if-range': `W/${etag}` }, 200, bytes],
    ] as const) {
      const answer = await get({ ...headers });
      expect(
        [answer.status, (await answer.arrayBuffer()).byteLength],
        JSON.stringify(headers),
      ).toEqual([status, length]);
    }
    const beyond = await get({ range: `bytes=${bytes}-` });
    expect([
      beyond.status,
      beyond.headers.get('content-range'),
      (await beyond.arrayBuffer()).byteLength,
    ]).toEqual([416, `bytes */${bytes}`, 0]);
  });

  it('varied: leaving out a part renders nothing, and only one change is allowed', async () => {
    const first = await made({ style: 'synthwave', seed: ++seed });
    const without = PreviewView.parse(
      (await vary(first.previewId, { withoutParts: ['drums'] })).body,
    );
    expect(without).toMatchObject({ source: 'fresh', sessionId: first.sessionId });
    expect(without.parts.filter(({ made: origin }) => origin === 'rendered')).toEqual([]);
    const faster = PreviewView.parse((await vary(first.previewId, { tempoBpm: 140 })).body);
    expect(faster).toMatchObject({ tempoBpm: 140, style: 'synthwave', seed: first.seed });
    expect(PreviewView.parse((await vary(first.previewId, { part: 'bass' })).body).takes).toEqual([
      { part: 'bass', take: 1 },
    ]);
    expect((await vary(first.previewId, { style: 'house', tempoBpm: 120 })).status).toBe(400);
    expect((await vary(first.previewId, {})).status).toBe(400);
    expect((await vary(`prv_${'0'.repeat(24)}`, { tempoBpm: 120 })).status).toBe(404);
  });

  it('varied by a part that it does not have is refused, with those that it has', async () => {
    const first = await made({ style: 'ambient', seed: ++seed });
    const parts = first.parts.map(({ part }) => part).join(', ');
    for (const body of [{ part: 'drums' }, { withoutParts: ['drums'] }]) {
      const answer = await vary(first.previewId, body);
      expect(answer.status).toBe(422);
      expect(Problem.parse(answer.body).detail).toBe(
        `the preview has no drums; its parts are ${parts}`,
      );
    }
  });

  it('has a link whose refusal names the link, not a key', async () => {
    const { url } = await made({ style: 'lo-fi', seed: ++seed });
    const { pathname, search } = new URL(url, harness.url);
    const { status, body } = await harness.ask('GET', `${pathname}${search.slice(0, -2)}xx`);
    expect(status).toBe(401);
    expect(Problem.parse(body).detail).toMatch(/^this link is not valid, or no longer/);
  });

  it('belongs to its project, and needs a role that may request tracks', async () => {
    const mine = await made({ style: 'lo-fi', seed: ++seed });
    expect(
      (await harness.ask('GET', `/v1/previews/${mine.previewId}`, { key: KEYS.rita })).status,
    ).toBe(200);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/audio'],
      ['POST', '/variations'],
      ['POST', '/select'],
    ] as const) {
      expect(
        (
          await harness.ask(method, `/v1/previews/${mine.previewId}${path}`, {
            key: KEYS.stranger,
            ...(method === 'POST' ? { body: path === '/select' ? {} : { tempoBpm: 90 } } : {}),
          })
        ).status,
        path,
      ).toBe(404);
    }
    expect(
      (await harness.ask('GET', `/v1/preview-sessions/${mine.sessionId}`, { key: KEYS.stranger }))
        .status,
    ).toBe(404);
    expect((await ask({ style: 'lo-fi' }, KEYS.rita)).status).toBe(403);
    expect((await harness.ask('POST', '/v1/previews', { body: { style: 'lo-fi' } })).status).toBe(
      401,
    );
    const { status, problem } = await ask({ mood: 'sad' });
    expect([status, JSON.stringify(problem)]).toEqual([
      400,
      expect.stringContaining('a text, a style'),
    ]);
    expect((await ask({ style: 'lo-fi', deadlineMs: 20 })).status).toBe(400);
  });
});

describe('the deadline', () => {
  it('that cannot be met returns the nearest earlier preview at once, with the reason', async () => {
    await made({ style: 'lo-fi', seed: ++seed, tempoBpm: 80 });
    const near = await made({ style: 'synthwave', seed: ++seed, tempoBpm: 110 });
    const { view, headers } = await ask({
      style: 'synthwave',
      seed: ++seed,
      tempoBpm: 112,
      deadlineMs: 50,
    });
    // At once: faster than a fresh preview on this machine.
    expect(view?.timings.total).toBeLessThan(near.timings.total);
    expect(view).toMatchObject({
      source: 'fallback',
      style: 'synthwave',
      previewId: near.previewId,
      // The key is drawn from the seed, too.
      nearness: { differs: expect.arrayContaining(['2 BPM slower']) as string[] },
    });
    expect(view?.reason).toContain('the nearest earlier preview of the project');
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const refused = await ask({
      style: 'synthwave',
      seed: ++seed,
      deadlineMs: 50,
      fallback: false,
    });
    expect([refused.status, Number(refused.headers.get('retry-after')) >= 1]).toEqual([503, true]);
  });

  it('does not queue: of too many concurrent requests, those that would be late are refused early', async () => {
    await made({ style: 'lo-fi', seed: ++seed });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        ask({ style: 'lo-fi', seed: 5000 + i, deadlineMs: 2500, fallback: false }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(30);
    expect(answers.filter(({ status }) => status !== 503).map(({ view }) => view?.source)).toEqual(
      Array.from({ length: 30 - refused.length }, () => 'fresh'),
    );
    for (const { headers } of refused)
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    // Refused at once, not at the deadline.
    expect(
      refused.filter(({ problem }) =>
        JSON.stringify(problem).includes('too many previews are being made'),
      ).length,
    ).toBeGreaterThan(refused.length / 2);
  });

  it('is met while the preview service is unavailable; a project without previews gets a default one', async () => {
    await proxyOf('preview').cut();
    const view = await made({ style: 'house', seed: ++seed, deadlineMs: 500 }, KEYS.stranger);
    expect(view).toMatchObject({
      source: 'fallback',
      style: 'house',
      nearness: { differs: ['other notes'] },
    });
    expect(view.reason).toContain('default preview');
    // After its restart the API must load the default previews from the store, as none are made.
    await harness.restartApi();
    await vi.waitFor(
      async () =>
        expect((await ask({ style: 'ambient', seed: ++seed }, KEYS.stranger)).view).toMatchObject({
          source: 'fallback',
          style: 'ambient',
        }),
      { timeout: 10_000 },
    );
    await vi.waitFor(
      async () =>
        expect(
          (await ask({ style: 'synthwave', seed: ++seed, tempoBpm: 112 })).view?.reason,
        ).toContain('earlier preview'),
      { timeout: 10_000 },
    );
    await proxyOf('preview').restore();
  });
});

describe('a session', () => {
  it('continues with a variation of its last preview', async () => {
    const first = await made({ style: 'lo-fi', seed: 1001 });
    const again = await made({ style: 'lo-fi', seed: 1001, tempoBpm: 200 });
    expect(again.sessionId).not.toBe(first.sessionId);
    expect(PreviewView.parse((await vary(again.previewId, { tempoBpm: 60 })).body).sessionId).toBe(
      again.sessionId,
    );
  });

  it('lists the prompts and choices, and keeps its newest entries', async () => {
    const first = await made({ style: 'lo-fi', seed: 1001 });
    const { sessionId } = first;
    await harness.ask('POST', `/v1/previews/${first.previewId}/select`, {
      key: KEYS.ada,
      body: { sessionId },
    });
    expect((await session(sessionId)).entries.map(({ kind }) => kind)).toEqual([
      'requested',
      'selected',
    ]);
    expect((await session(sessionId)).entries[0]).toMatchObject({
      actor: 'act_ada',
      previewId: first.previewId,
      prompt: { style: 'lo-fi', seed: 1001 },
    });
    for (const tempoBpm of [90, 95])
      await made({ style: 'lo-fi', seed: 1001, tempoBpm, sessionId });
    expect(
      (await session(sessionId)).entries.map(({ kind, prompt }) => [kind, prompt?.tempoBpm]),
    ).toEqual([
      ['selected', undefined],
      ['requested', 90],
      ['requested', 95],
    ]);
  });
});

describe('a preview that another process has expired', () => {
  it('is stored again with its audio when it is answered, and survives a restart', async () => {
    const first = await made({ style: 'lo-fi', seed: ++seed });
    await session(first.sessionId);
    const expired = await harness.catalogue.previews.expire(
      { unusedSeconds: 0, linkSeconds: 0, keptPerProject: 0 },
      ({ projectId, sha256 }) => harness.assets.remove(projectId, sha256),
    );
    expect(expired).toBeGreaterThan(0);
    expect(await harness.assets.has('default', first.sha256)).toBe(false);
    const again = await made({ style: 'lo-fi', seed });
    expect(again).toMatchObject({ source: 'cached', previewId: first.previewId });
    // The audio is stored after the entry.
    await vi.waitFor(
      async () => expect(await harness.assets.has('default', first.sha256)).toBe(true),
      { timeout: 10_000 },
    );
    await harness.restartApi();
    expect(
      (await harness.ask('GET', `/v1/previews/${first.previewId}`, { key: KEYS.ada })).status,
    ).toBe(200);
    expect(Buffer.from(await harness.assets.get('default', first.sha256)).length).toBe(first.bytes);
    expect((await session(again.sessionId)).entries.map(({ previewId }) => previewId)).toEqual([
      first.previewId,
    ]);
  });
});

describe('slow services', () => {
  it('a catalogue that hangs delays no preview for a cached key', async () => {
    const first = await made({ style: 'lo-fi', seed: 1001 });
    proxyOf('postgres').stall();
    try {
      const { status, view } = await ask({ style: 'lo-fi', seed: 1001, deadlineMs: 500 });
      expect([status, view?.sha256]).toEqual([200, first.sha256]);
      // The lookup of an unknown key needs its own deadline, or it would hang with the catalogue.
      expect(
        (await ask({ style: 'lo-fi', deadlineMs: 300 }, 'fmk_an-unknown-key-00000000')).status,
      ).toBe(503);
    } finally {
      proxyOf('postgres').resume();
    }
  });
});

describe('a budget that is spent', () => {
  it('refuses new previews, and answers cached ones', async () => {
    const first = await made({ style: 'lo-fi', seed: 1001 });
    // Every rendered preview is booked.
    const { total, steps } = await harness.catalogue.costs.forTrack('default', 'previews');
    expect([steps[0]?.step, total.cpuSeconds > 0, total.price.micros > 0]).toEqual([
      'preview',
      true,
      true,
    ]);
    await harness.catalogue.costs.record({
      projectId: 'default',
      trackId: 'trk_1',
      step: 'mix',
      stepKey: 'spent',
      cpuSeconds: 1,
      audioSeconds: 8,
      price: money(10_000),
      cacheHit: false,
      bytesStored: 0,
      modelSeconds: 0,
      failed: false,
      savedCpuSeconds: 0,
      savedPrice: money(0),
    });
    await harness.ask('PUT', '/v1/budget', { key: KEYS.otto, body: { perDay: money(5_000) } });
    // The cached state of a budget may be a second old.
    await vi.waitFor(
      async () =>
        expect(await ask({ style: 'lo-fi', seed: ++seed })).toMatchObject({
          status: 402,
          problem: { type: 'urn:fermata:problem:budget-exhausted' },
        }),
      { timeout: 5000, interval: 100 },
    );
    expect(await made({ style: 'lo-fi', seed: 1001 })).toMatchObject({
      source: 'cached',
      sha256: first.sha256,
    });
    expect((await vary(first.previewId, { seed: ++seed })).status).toBe(402);
    expect((await harness.catalogue.events.readStream('project/default')).at(-1)).toMatchObject({
      type: 'budget.exhausted',
      data: { refused: 'preview' },
    });
    await harness.ask('PUT', '/v1/budget', { key: KEYS.otto, body: { perDay: null } });
    await vi.waitFor(
      async () => expect((await ask({ style: 'lo-fi', seed: ++seed })).status).toBe(200),
      { timeout: 5000, interval: 100 },
    );
  });
});
