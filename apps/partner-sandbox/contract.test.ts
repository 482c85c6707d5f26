import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request as put } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from './testing/eventually.ts';
import {
  API_KEY,
  clientOf,
  digestOf,
  flacOf,
  openTestShop,
  reservationOf,
  sha256Of,
} from './testing/open-test-shop.ts';
import type { TestShop } from './testing/open-test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const statesIn = (history: unknown): string[] =>
  z
    .array(z.object({ state: z.string() }))
    .parse(history)
    .map(({ state }) => state);
const storedFiles = (): string[] => [
  ...readdirSync(join(shop.dataDir, 'files')),
  ...readdirSync(join(shop.dataDir, 'incoming')),
];

describe('from reservation to sale', () => {
  test('reserve, upload, deliver, accepted, confirm: live, with its history', async () => {
    const releaseId = 'rel_whole-way';
    const reference = await shop.offer({ releaseId });
    await eventually(() => shop.state(reference)).toBe('accepted');
    const live = await shop.confirm(reference);
    expect(live.status).toBe(200);
    expect(live.body).toEqual({ reference, state: 'live', url: `${shop.url}/#${reference}` });
    const { body } = await shop.get(`/v1/reservations/${reference}`);
    expect(body).toMatchObject({
      reference,
      releaseId,
      state: 'live',
      code: null,
      reason: null,
      files: [{ name: 'master.flac', mediaType: 'audio/flac' }],
    });
    expect(statesIn(body['history'])).toEqual(['reserved', 'delivered', 'accepted', 'live']);
    expect((await shop.get(`/v1/stats?releaseId=${releaseId}`)).body).toMatchObject({
      reservations: 1,
      uploads: 1,
      deliveries: 1,
      confirmations: 1,
      takedowns: 0,
      live: 1,
      replays: 0,
    });
  });

  test('a reservation whose response was lost is found by its release id; an unknown one is not', async () => {
    const releaseId = 'rel_lost-answer';
    const reference = await shop.reserve({ releaseId });
    expect(
      (await shop.get(`/v1/reservations?releaseId=${releaseId}`)).body['reservations'],
    ).toMatchObject([{ reference, state: 'reserved' }]);
    expect((await shop.get('/v1/reservations?releaseId=rel_never')).body).toEqual({
      reservations: [],
    });
    expect((await shop.get('/v1/reservations/prt_nothing')).status).toBe(404);
  });

  test.each([
    ['confirm', 'reserved', {}],
    ['confirm', 'rejected', {}],
    ['deliver', 'rejected', undefined],
  ])('%s is refused while it is %s', async (step, state, body) => {
    const flac = flacOf(30);
    const reference =
      state === 'reserved'
        ? await shop.reserve()
        : await shop.offer({ title: 'No [reject]' }, {}, flac);
    await eventually(() => shop.state(reference)).toBe(state);
    const answer = await shop.post(
      `/v1/reservations/${reference}/${step}`,
      body ?? shop.deliveryOf(flac),
    );
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'wrong-state', state });
  });
});

describe('amended metadata', () => {
  test.each([
    [409, 'wrong-state', {}, 'accepted'],
    [409, 'stale-metadata', { metadataVersion: 2 }, 'live'],
    [422, 'invalid-fields', { metadataVersion: 1 }, 'live'],
    [422, 'invalid-fields', { metadata: { title: 'Late' } }, 'live'],
    [422, 'invalid-fields', { colour: 'blue' }, 'live'],
  ])('is refused with %s %s: %j while it is %s', async (status, code, change, state) => {
    const reference = await shop.offer();
    await eventually(() => shop.state(reference)).toBe('accepted');
    if (state === 'live') await shop.confirm(reference);
    const metadata = {
      ...{ title: 'Late Rain', artist: 'Ada', credits: [], aiDisclosure: 'all' },
      ...{ releaseDate: '2026-11-30', year: 2026 },
    };
    const update = (body: object) =>
      shop.send('PUT', `/v1/reservations/${reference}/metadata`, { body });
    if (state === 'live') {
      const first = await update({ metadataVersion: 2, metadata });
      expect([first.status, first.body]).toEqual([
        200,
        { reference, state: 'live', metadataVersion: 2 },
      ]);
    }
    const refused = await update({
      ...{ metadataVersion: 3, metadata: { ...metadata, title: 'Later' } },
      ...change,
    });
    expect([refused.status, refused.body['code']]).toEqual([status, code]);
    expect((await shop.get(`/v1/reservations/${reference}`)).body).toMatchObject(
      state === 'live' ? { title: 'Late Rain', metadataVersion: 2 } : { metadataVersion: 1 },
    );
  });
});

describe('takedown', () => {
  test('an undelivered reservation is cancelled at once, without a webhook, and its bytes are deleted', async () => {
    const reference = await shop.reserve();
    const flac = flacOf(30);
    await shop.upload(reference, 'master.flac', flac);
    expect(storedFiles()).toContain(sha256Of(flac));
    const answer = await shop.sendTakedown(reference);
    expect([answer.status, answer.body]).toEqual([200, { reference, state: 'taken-down' }]);
    expect(storedFiles()).not.toContain(sha256Of(flac));
    expect(shop.fermata.messages().filter(({ data }) => data.reference === reference)).toEqual([]);
  });

  test('a live release is taken down and confirmed by one webhook, however often it is requested', async () => {
    const releaseId = 'rel_leaves';
    const reference = await shop.offer({ releaseId });
    await eventually(() => shop.state(reference)).toBe('accepted');
    await shop.confirm(reference);
    expect((await fetch(`${shop.url}/shop/${reference}/audio`)).status).toBe(200);
    const first = await shop.sendTakedown(reference);
    expect([first.status, first.body]).toEqual([202, { reference, state: 'taking-down' }]);
    await eventually(() => shop.state(reference)).toBe('taken-down');
    expect((await shop.sendTakedown(reference)).status).toBe(200);
    await eventually(
      async () => (await shop.get(`/v1/stats?releaseId=${releaseId}`)).body,
    ).toMatchObject({ takedowns: 1, live: 0, webhooks: { made: 2, received: 2, pending: 0 } });
    expect((await fetch(`${shop.url}/shop/${reference}/audio`)).status).toBe(404);
    expect((await shop.confirm(reference)).status).toBe(409);
  });

  test('a repeated request during the takedown takes it down once', async () => {
    const releaseId = 'rel_leaving';
    const reference = await shop.offer({ releaseId, title: 'Glue [stuck]' });
    const answers = [await shop.sendTakedown(reference), await shop.sendTakedown(reference)];
    expect(answers.map(({ status, body }) => [status, body['state']])).toEqual([
      [202, 'taking-down'],
      [202, 'taking-down'],
    ]);
    expect((await shop.get(`/v1/stats?releaseId=${releaseId}`)).body).toMatchObject({
      takedowns: 1,
      states: { 'taking-down': 1 },
    });
  });

  test('a rejected release is taken down at once', async () => {
    const reference = await shop.offer({ title: 'No [reject]' });
    await eventually(() => shop.state(reference)).toBe('rejected');
    expect((await shop.sendTakedown(reference)).body).toEqual({ reference, state: 'taken-down' });
  });

  test('a delivered release gets no decision afterwards', async () => {
    const reference = await shop.offer({ title: 'Slow one [slow 2]' });
    await shop.sendTakedown(reference);
    await eventually(() => shop.state(reference)).toBe('taken-down');
    const { body } = await shop.get(`/v1/reservations/${reference}`);
    expect(statesIn(body['history'])).toEqual([
      'reserved',
      'delivered',
      'taking-down',
      'taken-down',
    ]);
  });
});

describe('idempotency', () => {
  test('the same key and body: the same response and one reservation, in any order of the fields', async () => {
    const body = reservationOf({ releaseId: 'rel_once' });
    const first = await shop.post('/v1/reservations', body, 'reserve-once');
    const again = await shop.post(
      '/v1/reservations',
      Object.fromEntries(Object.entries(body).reverse()),
      'reserve-once',
    );
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect([
      first.headers.get('idempotency-replayed'),
      again.headers.get('idempotency-replayed'),
    ]).toEqual([null, 'true']);
    expect((await shop.get('/v1/stats?releaseId=rel_once')).body).toMatchObject({
      reservations: 1,
      replays: 1,
    });
  });

  test('twenty simultaneous requests with one key make one reservation', async () => {
    const body = reservationOf({ releaseId: 'rel_crowd' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => shop.post('/v1/reservations', body, 'crowd')),
    );
    expect(new Set(answers.map((answer) => answer.body['reference'])).size).toBe(1);
    expect((await shop.get('/v1/stats?releaseId=rel_crowd')).body).toMatchObject({
      reservations: 1,
      replays: 19,
    });
  });

  test('another key makes another reservation, so duplicates are visible', async () => {
    const body = reservationOf({ releaseId: 'rel_double' });
    await shop.post('/v1/reservations', body, 'double-1');
    await shop.post('/v1/reservations', body, 'double-2');
    expect((await shop.get('/v1/stats?releaseId=rel_double')).body).toMatchObject({
      reservations: 2,
    });
  });

  test('the same key with another body or path is refused', async () => {
    await shop.post('/v1/reservations', reservationOf(), 'taken');
    const other = await shop.post('/v1/reservations', reservationOf({ title: 'Another' }), 'taken');
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
    const reference = await shop.reserve();
    const path = await shop.sendTakedown(reference, 'taken');
    expect([path.status, path.body['code']]).toEqual([422, 'idempotency-key-reused']);
    expect(await shop.state(reference)).toBe('reserved');
    const another = await shop.reserve();
    expect([
      (await shop.sendTakedown(reference, 'taken-down')).status,
      (await shop.sendTakedown(another, 'taken-down')).status,
    ]).toEqual([200, 422]);
    expect(await shop.state(another)).toBe('reserved');
  });

  test('a refusal is not stored: confirm may be repeated with its key', async () => {
    const reference = await shop.offer({ title: 'Slowly [slow 2]' });
    expect((await shop.confirm(reference, 'confirm-again')).status).toBe(409);
    await eventually(() => shop.state(reference)).toBe('accepted');
    expect((await shop.confirm(reference, 'confirm-again')).status).toBe(200);
  });

  test('a delivery repeated with its key delivers once', async () => {
    const releaseId = 'rel_deliver-once';
    const reference = await shop.reserve({ releaseId });
    const flac = flacOf(30);
    await shop.upload(reference, 'master.flac', flac);
    const first = await shop.post(
      `/v1/reservations/${reference}/deliver`,
      shop.deliveryOf(flac),
      'deliver-once',
    );
    await eventually(() => shop.state(reference)).toBe('accepted');
    const again = await shop.post(
      `/v1/reservations/${reference}/deliver`,
      shop.deliveryOf(flac),
      'deliver-once',
    );
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(
      (
        await shop.post(
          `/v1/reservations/${reference}/deliver`,
          shop.deliveryOf(flac),
          'deliver-other',
        )
      ).status,
    ).toBe(409);
    expect((await shop.get(`/v1/stats?releaseId=${releaseId}`)).body).toMatchObject({
      deliveries: 1,
      replays: 1,
      webhooks: { made: 1 },
    });
  });

  test('a missing key, or one with a space, is refused', async () => {
    const missing = await shop.send('POST', '/v1/reservations', { body: reservationOf() });
    expect([missing.status, missing.body['code']]).toEqual([400, 'idempotency-key-missing']);
    expect((await shop.post('/v1/reservations', reservationOf(), 'a b')).body['code']).toBe(
      'bad-request',
    );
  });
});

describe('uploads', () => {
  test('bytes that differ from their digest are refused and not stored', async () => {
    const reference = await shop.reserve();
    const before = storedFiles();
    const answer = await shop.upload(reference, 'master.flac', flacOf(30), {
      'content-digest': digestOf(Buffer.from('other')),
    });
    expect([answer.status, answer.body['code']]).toEqual([422, 'digest-mismatch']);
    expect(storedFiles()).toEqual(before);
    expect((await shop.get(`/v1/reservations/${reference}`)).body['files']).toEqual([]);
  });

  test('a repeated upload changes nothing, other bytes replace the file', async () => {
    const releaseId = 'rel_upload-again';
    const reference = await shop.reserve({ releaseId });
    const [one, two] = [flacOf(30), flacOf(30)];
    expect([
      (await shop.upload(reference, 'master.flac', one)).status,
      (await shop.upload(reference, 'master.flac', one)).status,
      (await shop.upload(reference, 'master.flac', two)).status,
    ]).toEqual([201, 200, 200]);
    expect((await shop.get(`/v1/reservations/${reference}`)).body['files']).toEqual([
      { name: 'master.flac', sha256: sha256Of(two), bytes: two.length, mediaType: 'audio/flac' },
    ]);
    expect((await shop.get(`/v1/stats?releaseId=${releaseId}`)).body).toMatchObject({ uploads: 2 });
    expect(storedFiles()).not.toContain(sha256Of(one));
  });

  test.each<[string, string, Record<string, string>, number, string]>([
    ['no digest', 'a.flac', { 'content-digest': '' }, 400, 'digest-missing'],
    ['only another algorithm', 'a.flac', { 'content-digest': 'md5=:AAAA:' }, 400, 'digest-missing'],
    [
      'an unaccepted media type',
      'a.flac',
      { 'content-type': 'text/html' },
      415,
      'media-type-refused',
    ],
    ['a path outside the folder', '..%2F..%2Fetc', {}, 422, 'invalid-fields'],
    ['a hidden file', '.htaccess', {}, 422, 'invalid-fields'],
  ])('%s is refused', async (_what, name, headers, status, code) => {
    const reference = await shop.reserve();
    const answer = await shop.upload(reference, name, flacOf(30), headers);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test('a second digest in the header is ignored', async () => {
    const reference = await shop.reserve();
    const flac = flacOf(30);
    expect(
      (
        await shop.upload(reference, 'a.flac', flac, {
          'content-digest': `sha-512=:AAAA:, ${digestOf(flac)}`,
        })
      ).status,
    ).toBe(201);
  });

  test('an empty file and a forty-first file are refused', async () => {
    const reference = await shop.reserve();
    expect((await shop.upload(reference, 'a.flac', Buffer.alloc(0))).body['code']).toBe(
      'bad-request',
    );
    for (let index = 0; index < 40; index += 1)
      expect((await shop.upload(reference, `${index}.flac`, flacOf(30))).status).toBe(201);
    expect((await shop.upload(reference, '41.flac', flacOf(30))).body['code']).toBe('too-large');
    expect((await shop.upload(reference, '3.flac', flacOf(30))).status).toBe(200);
  });

  test('a file of more than 192 MiB is refused', async () => {
    const reference = await shop.reserve();
    const large = Buffer.alloc(192 * 1024 * 1024 + 1);
    const answer = await shop
      .upload(reference, 'large.flac', large)
      .catch((error: unknown) => error);
    // Node may see the closed connection before it reads the answer.
    if (!(answer instanceof Error)) expect(answer).toMatchObject({ status: 413 });
    expect((await shop.get(`/v1/reservations/${reference}`)).body['files']).toEqual([]);
  });

  test.each([
    ['unshared bytes are deleted', false],
    ['bytes of another reservation stay', true],
  ])('an upload refused after its bytes leaves none: %s', async (_what, shared) => {
    const flac = Buffer.concat([flacOf(30), randomBytes(64)]);
    if (shared) await shop.upload(await shop.reserve(), 'master.flac', flac);
    const reference = await shop.reserve();
    const request = put(`${shop.url}/v1/reservations/${reference}/files/late.flac`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'audio/flac',
        'content-digest': digestOf(flac),
        'content-length': flac.length,
      },
    });
    const answered = new Promise<number | undefined>((resolve, reject) =>
      request
        .on('error', reject)
        .on('response', (response) => resolve(response.resume().statusCode)),
    );
    request.write(flac.subarray(0, 16));
    await eventually(() => readdirSync(join(shop.dataDir, 'incoming')).length).toBe(1);
    await shop.sendTakedown(reference);
    request.end(flac.subarray(16));
    expect(await answered).toBe(409);
    expect(storedFiles().filter((name) => name === sha256Of(flac))).toHaveLength(shared ? 1 : 0);
    expect(readdirSync(join(shop.dataDir, 'incoming'))).toEqual([]);
  });

  test('a delivery must match the uploaded files: hash, size and media type', async () => {
    const reference = await shop.reserve();
    const flac = flacOf(30);
    await shop.upload(reference, 'master.flac', flac);
    const delivery = shop.deliveryOf(flac);
    for (const [field, wrong] of [
      ['sha256', sha256Of('other')],
      ['bytes', 1],
      ['name', 'other.flac'],
    ] as const) {
      const answer = await shop.post(`/v1/reservations/${reference}/deliver`, {
        ...delivery,
        files: [{ ...delivery.files[0], [field]: wrong }],
      });
      expect([
        answer.status,
        answer.body['code'],
        z.array(z.unknown()).parse(answer.body['errors']).length,
      ]).toEqual([422, 'files-mismatch', 1]);
    }
    expect(await shop.state(reference)).toBe('reserved');
    expect((await shop.post(`/v1/reservations/${reference}/deliver`, delivery)).status).toBe(202);
  });
});

describe('untrusted input', () => {
  test('messages of another version of the contract are refused', async () => {
    const get = (version: string) =>
      fetch(`${shop.url}/v1/reservations?releaseId=rel_1`, {
        headers: { authorization: `Bearer ${API_KEY}`, 'fermata-schema-version': version },
      });
    expect([(await get('2')).status, (await get('1')).status]).toEqual([200, 400]);
  });

  test.each([undefined, 'wrong-key-of-the-tests-000'])('the key %s is refused', async (key) => {
    const reference = await shop.reserve();
    for (const [method, path] of [
      ['POST', '/v1/reservations'],
      ['GET', `/v1/reservations/${reference}`],
      ['GET', '/v1/stats'],
      ['POST', '/sandbox/switches'],
      ['DELETE', '/sandbox/switches'],
      ['PUT', `/v1/reservations/${reference}/files/a.flac`],
    ] as const) {
      const response = await fetch(`${shop.url}${path}`, {
        method,
        ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
      });
      expect([
        method,
        path,
        response.status,
        response.headers.get('www-authenticate'),
        response.headers.get('content-type'),
      ]).toEqual([method, path, 401, 'Bearer', 'application/problem+json']);
    }
  });

  test.each<[string, unknown, string]>([
    ['nothing', {}, 'releaseId'],
    ['a list', [], ''],
    ['an empty title', reservationOf({ title: '' }), 'title'],
    ['a control character', reservationOf({ title: 'Night\u0000Bus' }), 'title'],
    ['a long title', reservationOf({ title: 'x'.repeat(201) }), 'title'],
    ['no duration', reservationOf({ durationSeconds: 0 }), 'durationSeconds'],
    ['a number as text', reservationOf({ durationSeconds: '30' }), 'durationSeconds'],
    ['an invalid hash', reservationOf({ versionSha256: 'abc' }), 'versionSha256'],
    ['an unknown disclosure', reservationOf({ aiDisclosure: 'some' }), 'aiDisclosure'],
    ['an unknown field', reservationOf({ titel: 'x' }), ''],
  ])('%s is refused, naming the field', async (_what, body, path) => {
    const answer = await shop.post('/v1/reservations', body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json',
    ]);
    expect(answer.body).toMatchObject({
      type: '/problems/invalid-fields',
      status: 422,
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });

  test.each([['DE', 'QQ'], ['EU'], ['de'], ['UK'], []])(
    'the territories %j are no list of countries',
    async (...territories) => {
      const answer = await shop.post(
        `/v1/reservations/${await shop.reserve()}/deliver`,
        shop.deliveryOf(flacOf(30), { territories }),
      );
      expect(answer.status).toBe(422);
      expect(JSON.stringify(answer.body['errors'])).toContain('metadata.territories');
    },
  );

  test.each([
    ['releaseDate', undefined],
    ['releaseDate', '2026-02-30'],
    ['releaseDate', '2026-11-30T00:00:00Z'],
    ['year', undefined],
    ['year', '2026'],
    ['year', 26],
  ])('a delivery whose %s is %j is refused', async (field, value) => {
    const answer = await shop.post(
      `/v1/reservations/${await shop.reserve()}/deliver`,
      shop.deliveryOf(flacOf(30), { [field]: value }),
    );
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body['errors'])).toContain(`metadata.${field}`);
  });

  test.each<[string, string | undefined, Record<string, string>, number]>([
    ['broken JSON', '{"title":', { 'content-type': 'application/json' }, 400],
    ['no body', undefined, {}, 422],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [
      '300 kB',
      JSON.stringify(reservationOf({ title: 'x'.repeat(300_000) })),
      { 'content-type': 'application/json' },
      413,
    ],
    [
      'a poisoned prototype',
      '{"__proto__":{"title":"x"}}',
      { 'content-type': 'application/json' },
      400,
    ],
  ])('%s is answered by a problem document', async (_what, raw, headers, status) => {
    const answer = await shop.send('POST', '/v1/reservations', {
      ...(raw === undefined ? {} : { raw }),
      headers: { 'idempotency-key': 'rubbish', ...headers },
    });
    expect([answer.status, answer.headers.get('content-type'), answer.body['status']]).toEqual([
      status,
      'application/problem+json',
      status,
    ]);
  });

  test('an unknown path and a reference with SQL are 404', async () => {
    expect((await shop.get('/v1/nothing')).body['code']).toBe('unknown-path');
    expect(
      (await shop.get(`/v1/reservations/${encodeURIComponent("' or 1=1 --")}`)).body['code'],
    ).toBe('unknown-reservation');
    expect((await shop.get('/v1/reservations')).status).toBe(422);
  });

  test('health needs no key', async () => {
    const response = await fetch(`${shop.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('the page shows the shop and escapes its texts', async () => {
    const reference = await shop.offer({ title: '<script>alert("x")</script> & co' });
    await eventually(() => shop.state(reference)).toBe('accepted');
    await shop.confirm(reference);
    const response = await fetch(`${shop.url}/`);
    const page = await response.text();
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co');
    expect(page).not.toContain('<script>');
    expect(page).toContain(reference);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('the audio of a release on sale is served in ranges', async () => {
    const flac = flacOf(30);
    const reference = await shop.offer({}, {}, flac);
    expect((await fetch(`${shop.url}/shop/${reference}/audio`)).status).toBe(404);
    await eventually(() => shop.state(reference)).toBe('accepted');
    await shop.confirm(reference);
    const part = await fetch(`${shop.url}/shop/${reference}/audio`, {
      headers: { range: 'bytes=0-3' },
    });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 0-3/${flac.length}`,
      'fLaC',
    ]);
  });

  test('the page lists the recordings of a release in order, each with its own audio', async () => {
    const flacs = [flacOf(30), flacOf(40)] as const;
    const title = 'Both & More';
    const reference = await shop.reserve({ title, durationSeconds: 70 });
    const recordings = flacs.map((_flac, index) => ({
      ...{ disc: index + 1, number: 1, title: `Part <${index + 1}>`, artist: 'Ada', credits: [] },
      ...{ durationSeconds: 30 + index * 10, pcmSha256: sha256Of(`page ${index}`) },
      ...{ isrc: `QZPGE260000${index + 1}`, year: 2026, files: [`${index + 1}-01-master.flac`] },
    }));
    const files = [];
    for (const [index, flac] of flacs.entries()) {
      const name = `${index + 1}-01-master.flac`;
      await shop.upload(reference, name, flac);
      const stored = { name, sha256: sha256Of(flac), bytes: flac.length };
      files.push({ ...stored, mediaType: 'audio/flac' });
    }
    const { metadata } = shop.deliveryOf(flacs[0], { title, recordings });
    await shop.post(`/v1/reservations/${reference}/deliver`, { files, metadata });
    await eventually(() => shop.state(reference)).toBe('accepted');
    const hear = (place: string) => fetch(`${shop.url}/shop/${reference}/audio/${place}`);
    expect((await hear('1-1')).status).toBe(404);
    await shop.confirm(reference);

    const page = await (await fetch(`${shop.url}/`)).text();
    expect(page).toMatch(
      /1-1\. Part &lt;1&gt;[^]*0:30 · ISRC QZPGE2600001[^]*2-1\. Part &lt;2&gt;[^]*0:40 · ISRC QZPGE2600002/,
    );
    for (const [index, flac] of flacs.entries()) {
      const audio = await hear(`${index + 1}-1`);
      const bytes = Buffer.from(await audio.arrayBuffer());
      expect([audio.status, sha256Of(bytes)]).toEqual([200, sha256Of(flac)]);
    }
    expect((await hear('3-1')).status).toBe(404);
  });

  test('another client with its own key sees nothing', async () => {
    expect((await clientOf(shop.url, 'another-key-of-16-characters').get('/v1/stats')).status).toBe(
      401,
    );
  });
});
