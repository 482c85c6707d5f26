import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { followEvents } from './follow-events.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A server on loopback with scripted answers. */
async function serverWith(answer: Answer): Promise<{
  api: ApiClient;
  requests: IncomingMessage[];
  abort: AbortController;
  url: string;
  unused: Set<unknown>;
}> {
  const requests: IncomingMessage[] = [];
  /** Connections without a request. */
  const unused = new Set<unknown>();
  const server = createServer((request, response) => {
    requests.push(request);
    unused.delete(request.socket);
    request.resume();
    answer(request, response, requests.length);
  });
  server.on('connection', (socket) => unused.add(socket));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const abort = new AbortController();
  const url = `http://127.0.0.1:${address.port}`;
  return {
    api: new ApiClient({ url: `${url}/`, key: 'fmk_test', signal: abort.signal }),
    requests,
    abort,
    url,
    unused,
  };
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body));
};
const problem = (status: number, detail: string, more: Record<string, unknown> = {}) => ({
  type: 'about:blank',
  title: 'x',
  status,
  detail,
  ...more,
});
const Thing = z.object({ ok: z.boolean() });

async function errorOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof ApiError)) throw new Error(`no ApiError: ${String(error)}`);
  return error;
}

describe('the API client', () => {
  it('sends the key and the query, and parses the answer', async () => {
    const { api, requests } = await serverWith((_request, response) =>
      json(response, 200, { ok: true, more: 1 }),
    );
    expect(await api.get('/v1/things', Thing, { a: 'x y', b: undefined, c: 2 })).toEqual({
      ok: true,
    });
    expect(requests[0]?.url).toBe('/v1/things?a=x+y&c=2');
    expect(requests[0]?.headers.authorization).toBe('Bearer fmk_test');
  });

  it('returns a file with the description from its header; a problem stays a problem', async () => {
    const { api, requests } = await serverWith((_request, response, count) =>
      count === 1
        ? void response
            .writeHead(200, { 'content-type': 'audio/wav', 'x-facts': '{"ok":true}' })
            .end('RIFF')
        : json(response, 503, problem(503, 'too many previews are requested at the moment'), {
            'retry-after': '3',
          }),
    );
    const download = () =>
      api.download('/x', { a: 1 }, { mediaType: 'audio/wav', factsHeader: 'x-facts' }, Thing);
    expect(await download()).toEqual({ facts: { ok: true }, bytes: Buffer.from('RIFF') });
    expect([requests[0]?.method, requests[0]?.headers.accept]).toEqual(['POST', 'audio/wav']);
    expect((await errorOf(download())).message).toBe(
      'too many previews are requested at the moment',
    );
  });

  it('repeats a safe request after a transient failure', async () => {
    const { api, requests } = await serverWith((_request, response, count) =>
      count < 3
        ? json(response, 503, problem(503, 'starting'), { 'retry-after': '0' })
        : json(response, 200, { ok: true }),
    );
    expect(await api.get('/x', Thing)).toEqual({ ok: true });
    expect(await api.post('/x', {}, Thing, { idempotencyKey: 'k' })).toEqual({ ok: true });
    expect(requests).toHaveLength(4);
    expect(requests[3]?.headers['idempotency-key']).toBe('k');
  });

  it.each([500, 502, 503, 504])(
    'survives the restart of a service behind the API: %d',
    async (status) => {
      const { api, requests } = await serverWith((_request, response, count) =>
        count < 3
          ? json(response, status, problem(status, 'A failure.'), { 'retry-after': '0' })
          : json(response, 200, { ok: true }),
      );
      expect(await api.get('/x', Thing)).toEqual({ ok: true });
      expect(requests).toHaveLength(3);
    },
  );

  it('retries for the given time, and then reports the failure', async () => {
    const { url, requests, abort } = await serverWith((_request, response) =>
      json(response, 500, problem(500, 'A failure.'), { 'retry-after': '0' }),
    );
    const api = new ApiClient({ url, key: 'fmk_test', signal: abort.signal, retrySeconds: 0.3 });
    expect(await errorOf(api.get('/x', Thing))).toMatchObject({
      kind: 'failed',
      message: 'A failure.',
    });
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.length).toBeLessThan(6);
  });

  it('does not repeat a request that may have taken effect', async () => {
    const { api, requests } = await serverWith((_request, response) =>
      json(response, 503, problem(503, 'No worker is alive.')),
    );
    expect(await errorOf(api.post('/x', {}, Thing))).toMatchObject({
      kind: 'unavailable',
      message: 'No worker is alive.',
    });
    expect(requests).toHaveLength(1);
  });

  it('repeats a command with the same key', async () => {
    const { api, requests } = await serverWith((_request, response, count) =>
      count < 3
        ? json(response, 503, problem(503, 'No worker is alive.'), { 'retry-after': '0' })
        : json(response, 200, { outcome: 'accepted', detail: 'held' }),
    );
    expect(await api.command('/x', {})).toEqual({ outcome: 'accepted', detail: 'held' });
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(requests).toHaveLength(3);
  });

  it.each([
    [400, 'invalid'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'unavailable'],
    [409, 'refused'],
    [413, 'invalid'],
    [422, 'invalid'],
    [501, 'failed'],
  ])('reports a problem %d in one sentence, as %s', async (status, kind) => {
    const { api, requests } = await serverWith((_request, response) =>
      json(
        response,
        status,
        problem(status, 'Invalid.', {
          errors: [{ path: 'brief.style', message: 'must be lo-fi or synthwave' }],
        }),
      ),
    );
    expect(await errorOf(api.get('/x', Thing))).toMatchObject({
      kind,
      message: 'Invalid.',
      details: ['brief.style: must be lo-fi or synthwave'],
    });
    expect(requests).toHaveLength(1);
  });

  it('returns the refusal of a workflow as the answer', async () => {
    const { api } = await serverWith((_request, response) =>
      json(response, 409, problem(409, 'The review is closed.', { reason: 'late' })),
    );
    expect(await api.command('/x', {})).toEqual({
      outcome: 'refused',
      reason: 'late',
      detail: 'The review is closed.',
    });
  });

  it('reports an answer in an unknown form', async () => {
    const { api } = await serverWith((_request, response) => json(response, 200, { ok: 'yes' }));
    expect(await errorOf(api.get('/x', Thing))).toMatchObject({
      kind: 'failed',
      details: [expect.stringContaining('ok: ')],
    });
    const html = await serverWith((_request, response) => response.writeHead(502).end('<html>'));
    expect(await errorOf(html.api.post('/x', {}, Thing))).toMatchObject({
      kind: 'unavailable',
      message: 'The API answered 502 to /x without saying why.',
    });
  });

  it('reports an unreachable API without a long wait', async () => {
    const stopped = await serverWith(() => undefined);
    closers.splice(0).forEach((close) => close());
    const error = await errorOf(stopped.api.post('/x', {}, Thing));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toBe(
      `The API at ${stopped.url} is not reachable (ECONNREFUSED). Is it running? See: fermata status`,
    );
  });

  it.each([
    ['nothing', ''],
    ['half an answer', '{"ok":'],
  ])('times out for a server that sends %s', async (_what, started) => {
    const { url, abort } = await serverWith((_request, response) => {
      if (started !== '')
        response.writeHead(200, { 'content-type': 'application/json' }).write(started);
    });
    const api = new ApiClient({ url, key: 'fmk_test', signal: abort.signal, timeoutSeconds: 0.2 });
    const late = { kind: 'unavailable', message: `The API at ${url} did not answer within 0.2 s.` };
    expect(await errorOf(api.post('/x', {}, Thing))).toMatchObject(late);
    expect(
      await errorOf(
        api.download('/x', {}, { mediaType: 'audio/wav', factsHeader: 'x-facts' }, Thing),
      ),
    ).toMatchObject(late);
  });

  it('reads no more than 32 MB of an answer', async () => {
    const { api, url } = await serverWith((_request, response) =>
      response.writeHead(200).end(Buffer.alloc(32 * 1024 * 1024 + 1)),
    );
    const large = {
      kind: 'failed',
      message: `The response of the API at ${url} has more than 32 MB.`,
    };
    expect(await errorOf(api.post('/x', {}, Thing))).toMatchObject(large);
    expect(
      await errorOf(
        api.download('/x', {}, { mediaType: 'audio/wav', factsHeader: 'x-facts' }, Thing),
      ),
    ).toMatchObject(large);
  });

  it('stops at once when interrupted', async () => {
    const { api, abort } = await serverWith(() => abort.abort());
    expect(await errorOf(api.get('/x', Thing))).toMatchObject({ kind: 'interrupted' });
  });
});

describe('the event stream', () => {
  const event = (position: number) => ({
    position,
    stream: 'track/trk_1',
    sequence: position,
    type: 'track.resumed',
    occurredAt: '2026-11-22T12:00:00Z',
    actor: 'act_ada',
    workflowId: null,
    runId: null,
    data: {},
    hash: 'a'.repeat(64),
  });

  it('is resumed after the last event when it breaks', async () => {
    const { api, requests, abort } = await serverWith((request, response) => {
      const from = Number(request.headers['last-event-id'] ?? '0');
      if (from === 2) return json(response, 503, problem(503, 'restarting'));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': hello\n\n');
      for (const position of [from + 1, from + 2])
        response.write(
          `id: ${position}\nevent: event\ndata: ${JSON.stringify(event(position))}\n\n`,
        );
      response.end();
    });
    const seen: number[] = [];
    const breaks: string[] = [];
    // The second connection is refused; the third one must resume after event 2.
    let refused = 0;
    for await (const { position } of followEvents(api, '/stream', {
      signal: abort.signal,
      onBreak: (why) => {
        breaks.push(why);
        refused += 1;
        if (refused === 2) abort.abort();
      },
    }))
      seen.push(position);
    expect(seen).toEqual([1, 2]);
    expect(breaks).toEqual(['restarting', 'restarting']);
    expect(requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2', '2']);
  });

  it('leaves no idle connection, which would delay a server that stops', async () => {
    const { api, unused } = await serverWith((request, response) => {
      if (request.url === '/things') return json(response, 200, { ok: true });
      response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
      response.write(`id: 1\nevent: event\ndata: ${JSON.stringify(event(1))}\n\n`);
    });
    await api.get('/things', Thing);
    const left = new AbortController();
    for await (const _event of followEvents(api, '/stream', { signal: left.signal })) left.abort();
    await api.get('/things', Thing);
    expect(unused.size).toBe(0);
  });

  it.each([
    ['nothing', 0],
    ['half a refusal', 503],
  ])('times out for a server that sends %s', async (_what, status) => {
    const { url, abort } = await serverWith((_request, response) => {
      if (status > 0)
        response.writeHead(status, { 'content-type': 'application/problem+json' }).write('{');
    });
    const api = new ApiClient({ url, key: 'fmk_test', signal: abort.signal, timeoutSeconds: 0.2 });
    expect(await errorOf(api.openStream('/stream', {}, abort.signal))).toMatchObject({
      kind: 'unavailable',
      message: `The API at ${url} did not answer within 0.2 s.`,
      transient: true,
    });
  });

  it('may be silent for longer than the time limit once it has started', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const started = Promise.withResolvers<ServerResponse>();
    const { url, abort } = await serverWith((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      started.resolve(response);
    });
    const api = new ApiClient({ url, key: 'fmk_test', signal: abort.signal, timeoutSeconds: 0.3 });
    const openStream = api.openStream.bind(api);
    // The first event comes when twice the limit has passed since the start of the stream.
    vi.spyOn(api, 'openStream').mockImplementation(async (...request) => {
      const body = await openStream(...request);
      vi.advanceTimersByTime(600);
      (await started.promise).write(`id: 1\nevent: event\ndata: ${JSON.stringify(event(1))}\n\n`);
      return body;
    });
    const positions: number[] = [];
    const breaks: string[] = [];
    const onBreak = (why: string): void => {
      breaks.push(why);
      abort.abort();
    };
    for await (const { position } of followEvents(api, '/stream', {
      signal: abort.signal,
      onBreak,
    })) {
      positions.push(position);
      abort.abort();
    }
    expect([positions, breaks]).toEqual([[1], []]);
  });

  it('ends with the error if a retry cannot help', async () => {
    const { api, abort } = await serverWith((_request, response) =>
      json(response, 404, problem(404, 'Track not found.')),
    );
    const all = (async () => {
      for await (const _event of followEvents(api, '/stream', { signal: abort.signal }));
    })();
    expect(await errorOf(all)).toMatchObject({
      kind: 'unavailable',
      message: 'Track not found.',
    });
  });
});
