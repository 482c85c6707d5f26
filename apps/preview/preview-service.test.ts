import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DefaultPreviewsStatus, PREVIEW_FACTS_HEADER } from '@fermata/contracts/http';
import {
  PreviewFacts,
  type PreviewPrompt,
  PreviewRefusal,
  STYLES,
} from '@fermata/contracts/values';
import { watchEngineProcesses } from '../../music/testing/engine-processes.ts';
import { type RunningPreviewService, startPreviewService } from './start-preview-service.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const secret = 's'.repeat(40);
// Where loopback has more than one address, another than the usual one.
const host = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';
const engineProcesses = watchEngineProcesses();
let service: RunningPreviewService;
beforeAll(async () => {
  service = await startPreviewService(
    {
      host,
      port: 0,
      secret,
      processes: 2,
      cacheBytes: 64 * 1024 * 1024,
      maxRequests: 3,
      logLevel: 'silent',
    },
    pino({ level: 'silent' }),
  );
  await service.warm;
});
afterAll(async () => {
  engineProcesses.stopWatching();
  await service.close();
});

const post = (
  prompt: Partial<PreviewPrompt>,
  { deadlineMs = 5000, signal }: { deadlineMs?: number; signal?: AbortSignal } = {},
): Promise<Response> =>
  fetch(`${service.url}/previews`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify({
      prompt: { durationSeconds: 30, takes: [], seed: 1, ...prompt },
      deadlineMs,
    }),
    ...(signal ? { signal } : {}),
  });

async function made(prompt: Partial<PreviewPrompt>): Promise<{ facts: PreviewFacts; wav: Buffer }> {
  const response = await post(prompt);
  expect(response.status).toBe(200);
  return opened(response);
}

async function opened(response: Response): Promise<{ facts: PreviewFacts; wav: Buffer }> {
  const body = Buffer.from(await response.arrayBuffer());
  const length = Number(response.headers.get(PREVIEW_FACTS_HEADER));
  return {
    facts: PreviewFacts.parse(JSON.parse(body.subarray(0, length).toString())),
    wav: body.subarray(length),
  };
}

const figure = async (line: RegExp): Promise<number> =>
  Number(line.exec(await (await fetch(`${service.url}/metrics`)).text())?.[1] ?? 0);
const rendered = (): Promise<number> =>
  figure(/^fermata_preview_parts_total\{made="rendered"\} (\d+)/m);

test('listens on the configured address', () => expect(new URL(service.url).hostname).toBe(host));

test(
  'a preview is a WAV of eight seconds with its interpretation; a repeat returns the same bytes ' +
    'and renders no part',
  async () => {
    const { facts, wav } = await made({ text: 'a sad lo-fi bed in A minor', seed: 11 });
    expect(facts.intent).toMatchObject({
      style: 'lo-fi',
      mood: 'sad',
      key: { tonic: 'A', mode: 'minor' },
    });
    expect(facts.recipe).toMatchObject({ seed: 11, engine: { sha256: service.engineSha256 } });
    expect(facts.parts.map(({ made: how }) => how)).toEqual(facts.parts.map(() => 'rendered'));
    expect([wav.subarray(0, 4).toString('latin1'), wav.length]).toEqual([
      'RIFF',
      44 + 8 * 24_000 * 4,
    ]);
    const before = await rendered();
    const again = await made({ text: 'a sad lo-fi bed in A minor', seed: 11 });
    expect(again.facts.sha256).toBe(facts.sha256);
    expect(Buffer.compare(again.wav, wav)).toBe(0);
    expect(again.facts.parts.map(({ made: how }) => how)).toEqual(facts.parts.map(() => 'cached'));
    expect(await rendered()).toBe(before);
  },
);

test('an excluded part is neither rendered nor mixed', async () => {
  const full = await made({ style: 'synthwave', seed: 12 });
  const before = await rendered();
  const without = await made({ style: 'synthwave', seed: 12, withoutParts: ['drums'] });
  expect(without.facts.parts.map(({ part }) => part)).toEqual(
    full.facts.parts.map(({ part }) => part).filter((part) => part !== 'drums'),
  );
  expect(await rendered()).toBe(before);
  expect(without.facts.sha256).not.toBe(full.facts.sha256);
});

test('simultaneous equal requests render once', async () => {
  const before = await rendered();
  const two = await Promise.all([
    made({ style: 'lo-fi', seed: 13 }),
    made({ style: 'lo-fi', seed: 13 }),
  ]);
  expect(two[0].facts.sha256).toBe(two[1].facts.sha256);
  expect(await rendered()).toBe(before + two[0].facts.parts.length);
});

test(
  'a request that cannot meet its deadline is refused at once, with its interpretation, and no ' +
    'process works for it',
  async () => {
    const before = await rendered();
    const response = await post({ style: 'synthwave', seed: 14 }, { deadlineMs: 2 });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(PreviewRefusal.parse(await response.json())).toMatchObject({
      reason: 'deadline',
      intent: { style: 'synthwave' },
    });
    expect(await rendered()).toBe(before);
  },
);

test('requests beyond the capacity are refused early, and the others are made', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => post({ style: 'lo-fi', seed: 100 + i })),
  );
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(3);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expect([answer.status, Number(answer.headers.get('retry-after')) >= 1]).toEqual([503, true]);
    expect(PreviewRefusal.parse(await answer.json()).reason).toBe('overloaded');
  }
  await Promise.all(
    answers.filter(({ status }) => status === 200).map((answer) => answer.arrayBuffer()),
  );
});

test('a client that disconnects frees its queued work', async () => {
  const leave = new AbortController();
  const asked = post({ style: 'synthwave', seed: 15 }, { signal: leave.signal });
  await vi.waitFor(
    async () => expect(await figure(/^fermata_preview_ahead_seconds ([\d.]+)/m)).toBeGreaterThan(0),
    { interval: 2 },
  );
  leave.abort();
  await expect(asked).rejects.toThrow();
  await vi.waitFor(
    async () => {
      expect(await figure(/^fermata_preview_under_way (\d+)/m)).toBe(0);
      expect(await figure(/^fermata_preview_ahead_seconds ([\d.]+)/m)).toBe(0);
    },
    { interval: 5 },
  );
  expect(await rendered()).toBeGreaterThan(0);
});

test('after the engine processes have died, others make the next previews', async () => {
  const killed = [...engineProcesses.alive];
  expect(killed).toHaveLength(2);
  for (const each of killed) each.kill('SIGKILL');
  await vi.waitFor(() => {
    for (const each of killed) expect(engineProcesses.alive).not.toContain(each);
  });
  // The first requests may not wait for cold processes.
  await vi.waitFor(
    async () => expect((await post({ style: 'lo-fi', seed: 16 })).status).toBe(200),
    { timeout: 50_000 },
  );
});

test('each style has one default preview, always the same', async () => {
  const headers = { authorization: `Bearer ${secret}` };
  const list = DefaultPreviewsStatus.parse(
    await (await fetch(`${service.url}/defaults`, { headers })).json(),
  );
  expect(list).toEqual({ engineSha256: service.engineSha256, ready: true, styles: [...STYLES] });
  const { facts, wav } = await opened(await fetch(`${service.url}/defaults/house`, { headers }));
  expect(facts.intent.style).toBe('house');
  expect(wav.length).toBeGreaterThan(700_000);
});

test(
  'without the secret only health and metrics are served; an invalid request is refused with a ' +
    'reason',
  async () => {
    expect((await fetch(`${service.url}/health`)).status).toBe(200);
    for (const authorization of ['', 'Bearer wrong', `Bearer ${secret}x`])
      expect((await fetch(`${service.url}/defaults`, { headers: { authorization } })).status).toBe(
        401,
      );
    const bad = await post({ style: 'polka' as never });
    expect(bad.status).toBe(400);
    expect(PreviewRefusal.parse(await bad.json()).detail).toContain('style');
  },
);

test('off loopback, health says only ok without the secret, and metrics need it', async () => {
  const open = await startPreviewService(
    {
      host: '0.0.0.0',
      port: 0,
      secret,
      processes: 1,
      cacheBytes: 16 * 1024 * 1024,
      maxRequests: 1,
      logLevel: 'silent',
    },
    pino({ level: 'silent' }),
  );
  try {
    const get = (path: string, authorization = ''): Promise<Response> =>
      fetch(`${open.url}${path}`, { headers: { authorization } });
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
    for (const authorization of ['', 'Bearer wrong'])
      expect((await get('/metrics', authorization)).status).toBe(401);
    expect(await (await get('/health', `Bearer ${secret}`)).json()).toMatchObject({
      engineSha256: open.engineSha256,
    });
    expect(await (await get('/metrics', `Bearer ${secret}`)).text()).toContain(
      'fermata_preview_under_way 0',
    );
  } finally {
    await open.close();
  }
});
