import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem } from '@fermata/contracts/http';
import { deriveId, MetadataTerms, ReleaseTerms, ReviewTerms } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';
import { startTcpProxy } from './testing/tcp-proxy.ts';
import { trackEnvelope } from './testing/track-envelope.ts';

type TcpProxy = Awaited<ReturnType<typeof startTcpProxy>>;
const proxies = new Map<string, TcpProxy>();
let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({
    via: async (service, url) => {
      const proxy = await startTcpProxy(url);
      proxies.set(service, proxy);
      return proxy.url;
    },
  });
});
afterAll(async () => {
  await harness.stop();
  for (const proxy of proxies.values()) await proxy.cut();
});

const proxyOf = (service: 'postgres' | 's3'): TcpProxy => {
  const proxy = proxies.get(service);
  if (!proxy) throw new Error(`no proxy of ${service}`);
  return proxy;
};

it.each([
  ['GET', '/v1/tracks'],
  ['GET', '/v1/events'],
  ['POST', '/v1/tracks'],
])(
  'while PostgreSQL is unavailable, %s %s is a 503 with Retry-After, and works afterwards',
  async (method, path) => {
    const ask = () =>
      harness.ask(method, path, {
        key: KEYS.ada,
        ...(method === 'POST'
          ? { body: { brief: { text: 'night bus' } }, headers: { 'idempotency-key': 'away' } }
          : {}),
      });
    expect((await ask()).status).toBeLessThan(300);
    await proxyOf('postgres').cut();
    for (const time of ['first', 'second']) {
      const answer = await ask();
      expect(Problem.parse(answer.body), time).toMatchObject({
        status: 503,
        type: 'urn:fermata:problem:unavailable',
        detail: expect.stringContaining('send the same request again'),
      });
      expect(answer.headers.get('retry-after')).toBe('2');
    }
    await proxyOf('postgres').restore();
    expect((await ask()).status).toBeLessThan(300);
  },
);

// The fields of an error message in PostgreSQL's protocol, each with its letter.
const fields = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0');
const starting = Buffer.concat([
  Buffer.from('E'),
  Buffer.from(Uint32Array.of(fields.length + 4).buffer).swap32(),
  fields,
]);

it.each(['/v1/tracks', '/v1/events'])('while PostgreSQL starts, GET %s is a 503', async (path) => {
  await proxyOf('postgres').cut();
  await proxyOf('postgres').restore(starting);
  for (const time of ['first', 'second'])
    expect((await harness.ask('GET', path, { key: KEYS.ada })).status, time).toBe(503);
  await proxyOf('postgres').cut();
  await proxyOf('postgres').restore();
  expect((await harness.ask('GET', path, { key: KEYS.ada })).status).toBe(200);
});

it('while S3 is unavailable, links to files are a 503', async () => {
  const trackId = deriveId('trk', 'files');
  const sha256 = 'ab'.repeat(32);
  const envelope = trackEnvelope(trackId);
  await harness.catalogue.events.append([
    {
      ...envelope,
      sequence: 1,
      type: 'track.accepted',
      data: {
        trackId,
        brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
        candidates: 3,
        release: ReleaseTerms.parse({}),
        metadata: MetadataTerms.parse({}),
        review: ReviewTerms.parse({}),
        requestedBy: 'act_ada',
        requestSha256: sha256,
      },
    },
  ]);
  const ref = await harness.assets.put('default', {
    kind: 'delivery-mp3',
    mediaType: 'audio/mpeg',
    bytes: Buffer.from('sound'),
  });
  await harness.catalogue.assets.register('default', {
    ref,
    trackId,
    version: 1,
    recipeId: null,
    parents: [],
    checks: {},
  });
  const ask = () => harness.ask('GET', `/v1/tracks/${trackId}/assets`, { key: KEYS.ada });
  expect(await ask()).toMatchObject({ status: 200, body: { items: [{ kind: 'delivery-mp3' }] } });
  await proxyOf('s3').cut();
  const answer = await ask();
  expect(Problem.parse(answer.body)).toMatchObject({ status: 503 });
  expect(answer.headers.get('retry-after')).toBe('2');
  await proxyOf('s3').restore();
  expect((await ask()).status).toBe(200);
});
