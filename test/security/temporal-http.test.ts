import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readStackFile } from '@fermata/stack';
import { rawRequest } from '../testing/raw-request.ts';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

const uiUrl = testStack.variable('FERMATA_TEMPORAL_UI_URL');
const SETTINGS = '/api/v1/settings';
const NAMESPACE = '/api/v1/namespaces/default';
const START = `${NAMESPACE}/workflows/release%2Frel_ffffffffffffffffffffffff`;
const BATCH = `${NAMESPACE}/batch-operations/attack`;
const EVIL_BATCH = JSON.stringify({
  jobId: 'attack',
  visibilityQuery: "WorkflowType='trackWorkflow'",
  reason: 'attack',
  signalOperation: { signal: 'hold', identity: 'evil' },
});
/** The headers of a form or a simple `fetch` of another site, which a browser sends without a preflight. */
const CROSS_SITE = {
  origin: 'http://evil.example',
  'sec-fetch-site': 'cross-site',
  'content-type': 'text/plain',
};
const hostOf = (url: string): string => new URL(url).host;
const rebound = (url: string) => {
  const host = `evil.example:${new URL(url).port}`;
  return { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
};

/** Where Temporal's process listens, by its arguments. */
let temporal: { httpPort: string; uiIp: string; uiPort: string; metricsPort: string };
beforeAll(async () => {
  const stack = await readStackFile(testStack.variable('FERMATA_DATA'));
  const pid = stack?.services.temporal?.process?.pid;
  const args = execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  const valueOf = (flag: string): string => {
    const value = new RegExp(`--${flag} (\\S+)`).exec(args)?.[1];
    if (value === undefined) throw new Error(`Temporal runs without --${flag}`);
    return value;
  };
  temporal = {
    httpPort: valueOf('http-port'),
    uiIp: valueOf('ui-ip'),
    uiPort: valueOf('ui-port'),
    metricsPort: valueOf('metrics-port'),
  };
});

/** The cookie and the header that a page of the UI sends with a write. */
async function csrf(): Promise<{ cookie: string; 'x-csrf-token': string }> {
  const { headers } = await rawRequest(uiUrl + SETTINGS);
  const token = /_csrf=([^;]+)/.exec(headers['set-cookie']?.join() ?? '')?.[1];
  if (token === undefined) throw new Error('the UI sets no token');
  return { cookie: `_csrf=${token}`, 'x-csrf-token': token };
}

describe("a page that resolves its own name to this machine gets nothing of Temporal's UI", () => {
  it.each(['/', '/namespaces/default/workflows', SETTINGS, `${NAMESPACE}/workflows`])(
    'GET %s',
    async (path) => {
      const answer = await rawRequest(uiUrl + path, { headers: rebound(uiUrl) });
      expect(answer).toMatchObject({ status: 421 });
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body).toContain('answers only as 127.0.0.1 or localhost');
    },
  );

  it('and starts no workflow with a stolen token', async () => {
    const answer = await rawRequest(uiUrl + START, {
      method: 'POST',
      headers: { ...rebound(uiUrl), ...(await csrf()), 'content-type': 'application/json' },
      body: JSON.stringify({ workflowType: { name: 'releaseWorkflow' } }),
    });
    expect(answer.status).toBe(421);
  });

  it.each(['127.0.0.1.evil.example', 'localhost.evil.example', '[::ffff:7f00:1].evil.example'])(
    'nor as %s',
    async (name) => {
      const host = `${name}:${new URL(uiUrl).port}`;
      const { status } = await rawRequest(uiUrl + SETTINGS, { headers: { host } });
      expect([400, 421]).toContain(status);
    },
  );

  it.runIf(process.platform === 'linux')(
    'nor past our checks: Temporal itself listens at an address that it cannot guess',
    async () => {
      expect(temporal.uiIp).toMatch(/^127\./);
      expect(temporal.uiIp).not.toBe('127.0.0.1');
      const port = Number(temporal.uiPort);
      await expect(connects('127.0.0.1', port)).resolves.toBe(false);
      await expect(connects(temporal.uiIp, port)).resolves.toBe(true);
    },
  );
});

describe("a page of another site changes and reads nothing through Temporal's UI", () => {
  it.each([
    ['a simple POST', 403, CROSS_SITE],
    ['a POST of a sandboxed frame', 403, { ...CROSS_SITE, origin: 'null' }],
    [
      'a POST of another port',
      403,
      { origin: 'http://127.0.0.1:1', 'content-type': 'application/json' },
    ],
    ['a form without Origin', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a POST without a media type', 415, {}],
    [
      'a POST of a media type that only begins like JSON',
      415,
      { 'content-type': 'application/json5' },
    ],
  ])('%s: %i', async (_name, status, headers) => {
    const answer = await rawRequest(uiUrl + BATCH, { method: 'POST', headers, body: EVIL_BATCH });
    expect(answer.status).toBe(status);
  });

  it.each([
    ['a script or fetch', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a page at another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    [
      'a link to the API',
      {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    ],
  ])('reading by %s is refused', async (_name, headers) => {
    const { status } = await rawRequest(`${uiUrl}${NAMESPACE}/workflows`, { headers });
    expect(status).toBe(403);
  });

  it('a frame on another site is refused, a link followed by a person is not', async () => {
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const page = `${uiUrl}/namespaces/default/workflows`;
    const frame = { ...followed, 'sec-fetch-dest': 'iframe' };
    expect((await rawRequest(page, { headers: frame })).status).toBe(403);
    const link = await rawRequest(page, { headers: { ...followed, 'sec-fetch-dest': 'document' } });
    expect(link.status).toBe(200);
    expect(link.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'self'"),
      'x-frame-options': 'SAMEORIGIN',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
});

it("the UI's own pages read and signal", async () => {
  const trackId = await testStack.create({ brief: { text: 'warm lo-fi bed', seed: 931 } });
  const workflow = `${NAMESPACE}/workflows/${encodeURIComponent(`track/${trackId}`)}`;
  const sameOrigin = { host: hostOf(uiUrl), 'sec-fetch-site': 'same-origin' };
  const read = await rawRequest(uiUrl + workflow, { headers: sameOrigin });
  expect(read.status).toBe(200);
  expect(read.body).toContain(trackId);
  // As the UI sends it: text, with its token.
  const signal = await rawRequest(`${uiUrl}${workflow}/signal/unknown-signal`, {
    method: 'POST',
    headers: {
      ...sameOrigin,
      ...(await csrf()),
      origin: uiUrl,
      'content-type': 'text/plain;charset=UTF-8',
    },
    body: JSON.stringify({ signalName: 'unknown-signal' }),
  });
  expect(signal).toMatchObject({ status: 200 });
});

describe("Temporal's HTTP API is closed", () => {
  const answers = (headers: Record<string, string>, path = BATCH) =>
    rawRequest(`http://127.0.0.1:${temporal.httpPort}${path}`, {
      method: 'POST',
      headers,
      body: EVIL_BATCH,
    });

  it.each([
    ['of another site', CROSS_SITE],
    ['of a rebound page', { host: 'evil.example' }],
    ['of a program', { 'content-type': 'application/json' }],
    ['as localhost', { host: 'localhost', 'content-type': 'application/json' }],
  ])('to a POST %s', async (_name, headers) => {
    expect(await answers(headers)).toMatchObject({
      status: 403,
      body: expect.stringContaining('Host not allowed'),
    });
  });

  it('and so are its Nexus routes', async () => {
    const path = '/namespaces/default/task-queues/control/nexus-services/any/any';
    expect((await answers({}, path)).status).toBe(404);
  });

  it('no batch operation was started', async () => {
    const client = await testStack.temporal();
    const { operationInfo } = await client.workflowService.listBatchOperations({
      namespace: testStack.variable('TEMPORAL_NAMESPACE'),
    });
    expect(operationInfo ?? []).toEqual([]);
  });
});

it("a browser cannot speak to Temporal's gRPC port", async () => {
  const answer = rawRequest(`http://${testStack.variable('TEMPORAL_ADDRESS')}${BATCH}`, {
    method: 'POST',
    headers: CROSS_SITE,
    body: EVIL_BATCH,
  });
  await expect(answer).rejects.toThrow();
});

describe('a rebound page reaches no service', () => {
  it.each([
    ['the API', 'FERMATA_API_URL', '/health/live'],
    ['the worker', 'FERMATA_WORKER_PORT', '/metrics'],
    ['the audio worker', 'FERMATA_WORKER_AUDIO_PORT', '/metrics'],
    ['the preview service', 'FERMATA_PREVIEW_URL', '/metrics'],
    ['the sandbox partner', 'PARTNER_SANDBOX_URL', '/'],
  ])('%s', async (_name, variable, path) => {
    const value = testStack.variable(variable);
    const url = (/^\d+$/.test(value) ? `http://127.0.0.1:${value}` : value) + path;
    expect((await rawRequest(url, { headers: rebound(url) })).status).toBe(421);
    expect((await rawRequest(url)).status).toBe(200);
  });
});

const connects = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port })
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
