import { once } from 'node:events';
import { connect } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENT_TYPES, type NewEvent } from '@fermata/contracts/events';
import { CloudEventBatch, EventSchemas, EventView, Problem } from '@fermata/contracts/http';
import { deriveId, MetadataTerms, ReleaseTerms, ReviewTerms } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

const AsyncApi = z.object({
  asyncapi: z.string(),
  components: z.object({ messages: z.record(z.string(), z.unknown()) }),
});

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({ limits: { streamsPerKey: 2 } });
});
afterAll(() => harness.stop());

const trackId = deriveId('trk', 'one');
const otherId = deriveId('trk', 'two');
const stages = ['interpreting', 'planning', 'generating', 'evaluating'] as const;

const accepted = (id: string, projectId = 'default'): NewEvent => ({
  type: 'track.accepted',
  projectId,
  stream: `track/${id}`,
  sequence: 1,
  occurredAt: '2026-11-22T12:00:00.000Z',
  actor: 'act_ada',
  workflowId: `track/${id}`,
  runId: 'run',
  data: {
    trackId: id,
    brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
    candidates: 3,
    release: ReleaseTerms.parse({}),
    metadata: MetadataTerms.parse({}),
    review: ReviewTerms.parse({}),
    requestedBy: 'act_ada',
    requestSha256: 'ab'.repeat(32),
  },
});
const entered = (id: string, sequence: number): NewEvent => ({
  type: 'track.stage-entered',
  projectId: 'default',
  stream: `track/${id}`,
  sequence,
  occurredAt: '2026-11-22T12:00:01.000Z',
  actor: 'act_ada',
  workflowId: `track/${id}`,
  runId: 'run',
  data: { stage: stages[sequence - 2] ?? 'planning', version: 1 },
});

/** Reads server-sent events until `enough`, then disconnects. */
async function listen(
  path: string,
  enough: (seen: { events: EventView[]; ids: string[]; comments: string[] }) => boolean,
  headers: Record<string, string> = {},
  onOpen?: () => Promise<unknown>,
) {
  const leave = new AbortController();
  const response = await fetch(`${harness.url}${path}`, {
    headers: { authorization: `Bearer ${KEYS.ada}`, ...headers },
    signal: leave.signal,
  });
  if (!response.body) throw new Error('no body');
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const seen = {
    events: [] as EventView[],
    ids: [] as string[],
    comments: [] as string[],
    ended: true,
  };
  let text = '';
  await onOpen?.();
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const line of blocks.flatMap((block) => block.split('\n'))) {
      if (line.startsWith('data: ')) seen.events.push(EventView.parse(JSON.parse(line.slice(6))));
      if (line.startsWith('id: ')) seen.ids.push(line.slice(4));
      if (line.startsWith(':')) seen.comments.push(line);
    }
    if (enough(seen)) {
      seen.ended = false;
      break;
    }
  }
  leave.abort();
  return seen;
}

describe('events', () => {
  it('are paged by cursor, of one track or of the project', async () => {
    await harness.catalogue.events.append([
      accepted(trackId),
      entered(trackId, 2),
      entered(trackId, 3),
    ]);
    await harness.catalogue.events.append([accepted(otherId)]);
    const first = await harness.ask('GET', `/v1/tracks/${trackId}/events?limit=2`, {
      key: KEYS.rita,
    });
    expect(first.body).toMatchObject({
      items: [
        { type: 'track.accepted', sequence: 1 },
        { type: 'track.stage-entered', data: { stage: 'interpreting' } },
      ],
      nextCursor: expect.any(String),
    });
    const cursor =
      first.body && typeof first.body === 'object' && 'nextCursor' in first.body
        ? String(first.body.nextCursor)
        : '';
    expect(
      (
        await harness.ask('GET', `/v1/tracks/${trackId}/events?limit=2&cursor=${cursor}`, {
          key: KEYS.rita,
        })
      ).body,
    ).toMatchObject({ items: [{ sequence: 3 }], nextCursor: null });
    expect((await harness.ask('GET', '/v1/events', { key: KEYS.rita })).body).toMatchObject({
      items: [{}, {}, {}, { stream: `track/${otherId}` }],
      nextCursor: null,
    });
  });

  it('are pulled as CloudEvents after the last one received', async () => {
    const pull = async (after: string) => {
      const answer = await harness.ask('GET', `/v1/events?limit=3&after=${after}`, {
        key: KEYS.rita,
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('application/cloudevents-batch+json');
      return CloudEventBatch.parse(answer.body);
    };
    const first = await pull('0');
    expect(first.map(({ id, sequence }) => [id, sequence])).toEqual([
      ['evt_1', '0000000001'],
      ['evt_2', '0000000002'],
      ['evt_3', '0000000003'],
    ]);
    expect(first[1]).toEqual({
      specversion: '1.0',
      id: 'evt_2',
      source: 'urn:fermata:project:default',
      type: 'track.stage-entered',
      subject: `track/${trackId}`,
      time: '2026-11-22T12:00:01.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:fermata:event:track.stage-entered:1',
      sequence: '0000000002',
      actor: 'act_ada',
      data: { stage: 'interpreting', version: 1 },
    });
    expect((await pull('evt_3')).map(({ subject }) => subject)).toEqual([`track/${otherId}`]);
    expect(await pull('evt_4')).toEqual([]);
    for (const query of ['after=4', 'after=evt_0', 'after=evt_1&cursor=1'])
      expect(
        (await harness.ask('GET', `/v1/events?${query}`, { key: KEYS.rita })).status,
        query,
      ).toBe(400);
    const { body } = await harness.ask('GET', '/v1/events?after=0', { key: KEYS.stranger });
    expect(body).toEqual([]);
  });

  it('match the published schemas, which need no key', async () => {
    const { body } = await harness.ask('GET', '/v1/events/schemas');
    const schemas = EventSchemas.parse(body);
    expect(Object.keys(schemas)).toEqual(EVENT_TYPES.toSorted());
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const events = CloudEventBatch.parse(
      (await harness.ask('GET', '/v1/events?after=0', { key: KEYS.rita })).body,
    );
    for (const { type, dataschema, data } of events) {
      const one = await harness.ask('GET', `/v1/events/schemas/${type}`);
      expect(one.body).toEqual(schemas[type]);
      expect(schemas[type]).toMatchObject({ $id: dataschema });
      const validate = ajv.getSchema(dataschema) ?? ajv.compile(schemas[type] ?? false);
      expect(validate(data), type).toBe(true);
    }
    expect((await harness.ask('GET', '/v1/events/schemas/track.painted')).status).toBe(400);
  });

  it('are described by an AsyncAPI 3 document whose references resolve', async () => {
    const { status, body } = await harness.ask('GET', '/asyncapi.json');
    expect(status).toBe(200);
    const document = AsyncApi.parse(body);
    expect(document.asyncapi).toBe('3.0.0');
    expect(Object.keys(document.components.messages)).toEqual(EVENT_TYPES.toSorted());
    const text = JSON.stringify(body);
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer
        .split('/')
        .reduce<unknown>((node, key) => z.record(z.string(), z.unknown()).parse(node)[key], body);
      expect(target, pointer).toBeTypeOf('object');
    }
  });

  it('are streamed from the beginning of a track, without those of others', async () => {
    const seen = await listen(
      `/v1/tracks/${trackId}/events/stream`,
      ({ events }) => events.length === 4,
      {},
      async () => {
        await harness.catalogue.events.append([entered(otherId, 2)]);
        await harness.catalogue.events.append([entered(trackId, 4)]);
      },
    );
    expect(seen.events.map((event) => [event.stream, event.sequence])).toEqual(
      [1, 2, 3, 4].map((sequence) => [`track/${trackId}`, sequence]),
    );
    expect(seen.ids).toEqual(seen.events.map((event) => String(event.position)));
  });

  it('continue after the last one received, each once, by header or cursor', async () => {
    const all = await listen(
      `/v1/tracks/${trackId}/events/stream`,
      ({ events }) => events.length === 4,
    );
    const second = all.ids[1] ?? '';
    for (const [path, headers] of [
      [`/v1/tracks/${trackId}/events/stream`, { 'last-event-id': second }],
      [`/v1/tracks/${trackId}/events/stream?cursor=${second}`, {}],
    ] as const) {
      expect(
        (await listen(path, ({ events }) => events.length === 2, headers)).events.map(
          (event) => event.sequence,
        ),
      ).toEqual([3, 4]);
    }
  });

  it('of the project begin now, or at the given cursor', async () => {
    const live = await listen(
      '/v1/events/stream',
      ({ events }) => events.length === 1,
      {},
      () => harness.catalogue.events.append([entered(otherId, 3)]),
    );
    expect(live.events[0]).toMatchObject({ stream: `track/${otherId}`, sequence: 3 });
    expect(
      (await listen('/v1/events/stream?cursor=0', ({ events }) => events.length === 7)).events,
    ).toHaveLength(7);
  });

  it('keep an idle stream open with heartbeats', async () => {
    const seen = await listen('/v1/events/stream', ({ comments }) => comments.length === 3);
    expect(seen.comments.slice(1)).toEqual([': still here', ': still here']);
  });

  it('have a limit of open streams, and a closed one frees its slot', async () => {
    const leave = new AbortController();
    const open = () =>
      fetch(`${harness.url}/v1/events/stream`, {
        headers: { authorization: `Bearer ${KEYS.rita}` },
        signal: leave.signal,
      });
    const [one, two] = await Promise.all([open(), open()]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const third = await harness.ask('GET', '/v1/events/stream', { key: KEYS.rita });
    expect(Problem.parse(third.body)).toMatchObject({
      status: 429,
      detail: expect.stringContaining('at most 2 live streams'),
    });
    leave.abort();
    const again = new AbortController();
    await expect
      .poll(
        async () =>
          (
            await fetch(`${harness.url}/v1/events/stream`, {
              headers: { authorization: `Bearer ${KEYS.rita}` },
              signal: again.signal,
            })
          ).status,
      )
      .toBe(200);
    again.abort();
  });

  it('end within a heartbeat when their key is revoked', async () => {
    const admin = new Client({ connectionString: harness.adminUrl });
    await admin.connect();
    try {
      const stream = await fetch(`${harness.url}/v1/events/stream`, {
        headers: { authorization: `Bearer ${KEYS.guest}` },
      });
      expect(stream.status).toBe(200);
      await admin.query("DELETE FROM api_key WHERE actor_id = 'act_guest'");
      // Resolves when the API ends the stream.
      await stream.text();
    } finally {
      await admin.end();
    }
  });

  it('free the slot of a client that disconnects before they begin', async () => {
    const { hostname, port } = new URL(harness.url);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const socket = connect(Number(port), hostname);
      socket.write(
        `GET /v1/events/stream HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${KEYS.otto}\r\n\r\n`,
        () => socket.destroy(),
      );
      await once(socket, 'close');
    }
    await expect
      .poll(async () => {
        const leave = new AbortController();
        const { status } = await fetch(`${harness.url}/v1/events/stream`, {
          headers: { authorization: `Bearer ${KEYS.otto}` },
          signal: leave.signal,
        });
        leave.abort();
        return status;
      })
      .toBe(200);
  });

  it('refuse an unknown cursor', async () => {
    expect(
      (
        await harness.ask('GET', '/v1/events/stream', {
          key: KEYS.ada,
          headers: { 'last-event-id': 'made up' },
        })
      ).status,
    ).toBe(400);
  });

  it('end when the API stops, which does not wait for them', async () => {
    // A connection without a request.
    const silent = connect(Number(new URL(harness.url).port), '127.0.0.1');
    await once(silent, 'connect');
    let restarted = Promise.resolve();
    const seen = await listen(
      '/v1/events/stream',
      () => false,
      {},
      async () => {
        restarted = harness.restartApi();
      },
    );
    await restarted;
    expect(seen.ended).toBe(true);
    expect((await harness.ask('GET', '/health/live')).status).toBe(200);
  });
});
