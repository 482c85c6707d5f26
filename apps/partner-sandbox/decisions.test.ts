import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { flacOf, openTestShop, sha256Of } from './testing/open-test-shop.ts';
import type { TestShop } from './testing/open-test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const webhooksOf = (reference: string) =>
  shop.fermata.messages().filter(({ data }) => data.reference === reference);
const typesOf = (reference: string) => webhooksOf(reference).map(({ type }) => type);

async function decided(reference: string): Promise<{ type: string; code: string | undefined }> {
  await eventually(() => webhooksOf(reference).length).toBeGreaterThan(0);
  const first = webhooksOf(reference)[0];
  return { type: first?.type ?? '', code: first?.data.code };
}
const ACCEPTED = { type: 'delivery.accepted', code: undefined };
const rejected = (code: string) => ({ type: 'delivery.rejected', code });

/** The first bytes of a PNG of this size. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(64);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(head);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}
const upc = (code: string) => ({ identifiers: { upc: code } });

describe('the acceptance rules', () => {
  test('a valid track is accepted, and the webhook has its URL', async () => {
    const reference = await shop.offer();
    expect(await decided(reference)).toEqual(ACCEPTED);
    expect(webhooksOf(reference)[0]?.data.url).toContain(reference);
  });
  test.each<[string, Record<string, unknown>, Record<string, unknown>, Buffer | undefined, string]>(
    [
      ['shorter than 3 s', { durationSeconds: 2.9 }, {}, undefined, 'too-short'],
      ['no AI disclosure', {}, { aiDisclosure: undefined }, undefined, 'ai-undisclosed'],
      ['a recipe but no AI', {}, { aiDisclosure: 'none' }, undefined, 'ai-undisclosed'],
      ['[reject] in the title', { title: 'Rain [reject]' }, {}, undefined, 'editorial'],
      ['a wrong check digit', {}, upc('036000291453'), undefined, 'bad-upc'],
      ['a ℗ line without its year', {}, { pLine: '℗ Nova' }, undefined, 'bad-p-line'],
      ['a © line without its sign', {}, { cLine: '2026 Nova' }, undefined, 'bad-c-line'],
      [
        'explicit without words',
        {},
        { explicit: true, language: 'zxx' },
        undefined,
        'explicit-without-words',
      ],
      ['a FLAC of another length', { durationSeconds: 30 }, {}, flacOf(29), 'audio-mismatch'],
      [
        'a file that is not FLAC',
        {},
        {},
        Buffer.from('RIFF this is something else altogether, and long enough'),
        'audio-mismatch',
      ],
    ],
  )('%s', async (_what, fields, metadata, flac, code) => {
    const reference = await shop.offer(fields, metadata, ...(flac ? [flac] : []));
    expect(await decided(reference)).toEqual(rejected(code));
    expect((await shop.get(`/v1/reservations/${reference}`)).body).toMatchObject({
      state: 'rejected',
      code,
    });
  });
  test('a track made by people only is accepted', async () => {
    expect(
      await decided(
        await shop.offer({ recipeId: undefined }, { aiDisclosure: 'none', recipeId: undefined }),
      ),
    ).toEqual(ACCEPTED);
  });
  test('a FLAC of unknown length, one within half a second, and one of five seconds are accepted', async () => {
    expect(await decided(await shop.offer({}, {}, flacOf(0)))).toEqual(ACCEPTED);
    expect(await decided(await shop.offer({}, {}, flacOf(30.4)))).toEqual(ACCEPTED);
    expect(await decided(await shop.offer({ durationSeconds: 5 }))).toEqual(ACCEPTED);
  });
  test('the same version or sound in another release is a duplicate until the first is taken down', async () => {
    const [versionSha256, pcmSha256] = [sha256Of('version'), sha256Of('pcm')];
    const first = await shop.offer({ versionSha256, pcmSha256 });
    expect(await decided(first)).toEqual(ACCEPTED);
    expect(await decided(await shop.offer({ versionSha256 }))).toEqual(rejected('duplicate'));
    expect(await decided(await shop.offer({ pcmSha256 }))).toEqual(rejected('duplicate'));
    await shop.sendTakedown(first);
    await eventually(() => shop.state(first)).toBe('taken-down');
    expect(await decided(await shop.offer({ versionSha256, pcmSha256 }))).toEqual(ACCEPTED);
  });
  test('an ISRC names one recording, and a UPC one release', async () => {
    const identifiers = { isrc: 'QZABC2600001', upc: '036000291452' };
    expect(await decided(await shop.offer({}, { identifiers }))).toEqual(ACCEPTED);
    const isrc = { identifiers: { isrc: identifiers.isrc } };
    expect(await decided(await shop.offer({}, isrc))).toEqual(rejected('isrc-reused'));
    expect(await decided(await shop.offer({}, upc(identifiers.upc)))).toEqual(
      rejected('upc-reused'),
    );
  });
  describe('a release of two recordings', () => {
    const flacs = [flacOf(30), flacOf(40)] as const;
    const names = ['1-01-master.flac', '1-02-master.flac'] as const;
    const recordingOf = (index: 0 | 1, fields: object = {}) => ({
      ...{ disc: 1, number: index + 1, title: `Part ${index + 1}`, artist: 'Ada', credits: [] },
      ...{ durationSeconds: index === 0 ? 30 : 40, pcmSha256: sha256Of(`part ${index}`) },
      ...{ year: 2026, files: [names[index]] },
      ...fields,
    });
    async function offer(recordings: unknown[], identifiers: object = {}) {
      const reference = await shop.reserve({ durationSeconds: 70 });
      const files = [];
      for (const [index, flac] of flacs.entries()) {
        const name = names[index] ?? '';
        await shop.upload(reference, name, flac);
        const stored = { name, sha256: sha256Of(flac), bytes: flac.length };
        files.push({ ...stored, mediaType: 'audio/flac' });
      }
      const { metadata } = shop.deliveryOf(flacs[0], { recordings, identifiers });
      const path = `/v1/reservations/${reference}/deliver`;
      return { reference, answer: await shop.post(path, { files, metadata }) };
    }

    test('is accepted with its recordings in order, each with its own file and ISRC', async () => {
      const isrcs = ['QZABC2600011', 'QZABC2600012'];
      const both = [recordingOf(0, { isrc: isrcs[0] }), recordingOf(1, { isrc: isrcs[1] })];
      const { reference } = await offer(both);
      expect(await decided(reference)).toEqual(ACCEPTED);
      // A single with the second recording has the same code, and another recording must not have it.
      const single = { pcmSha256: sha256Of('part 1') };
      const codes = { identifiers: { isrc: isrcs[1] } };
      expect(await decided(await shop.offer(single, codes))).toEqual(ACCEPTED);
      expect(await decided(await shop.offer({}, codes))).toEqual(rejected('isrc-reused'));
    });

    test.each<[string, unknown[], ReturnType<typeof rejected>]>([
      [
        'two recordings with one ISRC',
        [recordingOf(0, { isrc: 'QZABC2600013' }), recordingOf(1, { isrc: 'QZABC2600013' })],
        rejected('isrc-reused'),
      ],
      ['a file of no recording', [recordingOf(0)], rejected('audio-mismatch')],
      [
        'one file twice',
        [recordingOf(0), recordingOf(1, { files: [names[0]] })],
        rejected('audio-mismatch'),
      ],
      [
        'another duration',
        [recordingOf(0), recordingOf(1, { durationSeconds: 50 })],
        rejected('audio-mismatch'),
      ],
    ])('%s is rejected', async (_what, recordings, verdict) => {
      const { reference } = await offer(recordings);
      expect(await decided(reference)).toEqual(verdict);
    });

    test('on sale they may get other titles, and never another ISRC or other audio', async () => {
      const isrcs = ['QZABC2600021', 'QZABC2600022'];
      const both = ([0, 1] as const).map((index) => recordingOf(index, { isrc: isrcs[index] }));
      const { reference } = await offer(both);
      expect(await decided(reference)).toEqual(ACCEPTED);
      await shop.confirm(reference);
      const { metadata } = shop.deliveryOf(flacs[0], { recordings: both });
      const update = (metadataVersion: number, second: object) =>
        shop.send('PUT', `/v1/reservations/${reference}/metadata`, {
          body: {
            metadataVersion,
            metadata: { ...metadata, recordings: [both[0], { ...both[1], ...second }] },
          },
        });
      expect((await update(2, { title: 'Late Rain', explicit: true })).status).toBe(200);
      const page = await (await fetch(shop.url)).text();
      expect(page).toMatch(/1\. Part 1[^]*2\. Late Rain/);
      for (const change of [{ isrc: 'QZABC2600023' }, { pcmSha256: sha256Of('other') }])
        expect((await update(3, change)).body).toMatchObject({
          ...{
            code: 'metadata-refused',
            detail: 'recordings-changed: The recordings of a release never change.',
          },
        });
    });

    test('recordings out of order are refused', async () => {
      const { answer } = await offer([recordingOf(1), recordingOf(0)]);
      expect([answer.status, answer.body['code']]).toEqual([422, 'invalid-fields']);
    });
  });
  test.each([
    ['that is no picture', Buffer.from('GIF89a and what follows it'), rejected('bad-cover')],
    ['that is too small', pngOf(1399, 1399), rejected('bad-cover')],
    ['that is no square', pngOf(3000, 3001), rejected('bad-cover')],
    ['of 3000 × 3000', pngOf(3000, 3000), ACCEPTED],
    ['of the smallest size', pngOf(1400, 1400), ACCEPTED],
  ])('a cover %s', async (_what, cover, verdict) => {
    const reference = await shop.reserve();
    const flac = flacOf(30);
    await shop.upload(reference, 'master.flac', flac);
    await shop.upload(reference, 'cover.png', cover, { 'content-type': 'image/png' });
    const delivery = shop.deliveryOf(flac);
    const file = { name: 'cover.png', sha256: sha256Of(cover), bytes: cover.length };
    const files = [...delivery.files, { ...file, mediaType: 'image/png' }];
    const answer = await shop.post(`/v1/reservations/${reference}/deliver`, { ...delivery, files });
    expect(answer.status).toBe(202);
    expect(await decided(reference)).toEqual(verdict);
  });
  test('a release that is offered again is not a duplicate of itself', async () => {
    const fields = { releaseId: 'rel_itself', versionSha256: sha256Of('itself') };
    expect(await decided(await shop.offer(fields))).toEqual(ACCEPTED);
    expect(await decided(await shop.offer(fields))).toEqual(ACCEPTED);
  });
});

test('a shop that asks for a fix expects the files again, and then decides by its rules', async () => {
  const own = await openTestShop();
  try {
    await own.switches({ answer: 'needs-fix' });
    const flac = flacOf(30);
    const reference = await own.offer({}, {}, flac);
    const messages = () =>
      own.fermata.messages().filter(({ data }) => data.reference === reference);
    await eventually(() => messages().length).toBe(1);
    expect(messages()[0]?.type).toBe('delivery.needs-fix');
    expect(await own.state(reference)).toBe('reserved');
    await own.post(`/v1/reservations/${reference}/deliver`, own.deliveryOf(flac));
    await eventually(() => messages().length).toBe(2);
    expect(messages()[1]?.type).toBe('delivery.accepted');
  } finally {
    await own.close();
  }
});

test('a failing decision does not delay others', async () => {
  const flac = flacOf(30);
  const broken = await shop.offer({ title: 'Lost file [slow 1]' }, {}, flac);
  rmSync(join(shop.dataDir, 'files', sha256Of(flac)));
  await eventually(() =>
    shop.log.filter((line) => line.includes(`judge of ${broken} failed`)),
  ).toHaveLength(1);
  expect(await decided(await shop.offer())).toEqual(ACCEPTED);
  expect(await shop.state(broken)).toBe('delivered');
});

describe('switches and markers', () => {
  test('[silent] never decides, and can still be taken down', async () => {
    const reference = await shop.offer({ title: 'Quiet [silent]' });
    const other = await shop.offer();
    await decided(other);
    expect(await shop.state(reference)).toBe('delivered');
    await shop.sendTakedown(reference);
    await eventually(() => shop.state(reference)).toBe('taken-down');
    await eventually(() => typesOf(reference)).toEqual(['takedown.confirmed']);
  });
  test('[slow 1] decides a second later', async () => {
    const before = Date.now();
    const reference = await shop.offer({ title: 'Late [slow 1]' });
    await eventually(() => webhooksOf(reference).length).toBe(1);
    expect(Date.now() - before).toBeGreaterThanOrEqual(950);
  });
  test('[needs-fix] asks for a fix at the first delivery', async () => {
    const title = 'Unfinished [needs-fix]';
    const flac = flacOf(30);
    const reference = await shop.offer({ title }, {}, flac);
    await eventually(() => typesOf(reference)).toEqual(['delivery.needs-fix']);
    await shop.post(`/v1/reservations/${reference}/deliver`, shop.deliveryOf(flac, { title }));
    await eventually(() => typesOf(reference)).toEqual(['delivery.needs-fix', 'delivery.accepted']);
  });
  test('[changes-mind] rejects a live release', async () => {
    const reference = await shop.offer({ title: 'Moody [changes-mind 1]' });
    await decided(reference);
    expect((await shop.confirm(reference)).status).toBe(200);
    await eventually(() => typesOf(reference)).toEqual(['delivery.accepted', 'delivery.rejected']);
    expect(await shop.state(reference)).toBe('rejected');
    expect((await fetch(`${shop.url}/shop/${reference}/audio`)).status).toBe(404);
  });
  test('[reorder]: the rejection arrives before the earlier acceptance', async () => {
    const reference = await shop.offer({ title: 'Upside down [reorder][changes-mind 0]' });
    await eventually(() => typesOf(reference)).toEqual(['delivery.rejected', 'delivery.accepted']);
  });
  test('[reorder] delays a single message', async () => {
    const reference = await shop.offer({ title: 'Alone [reorder]' });
    await eventually(() => typesOf(reference)).toEqual(['delivery.accepted']);
  });
  test('[twice] sends the same message twice', async () => {
    const reference = await shop.offer({ title: 'Echo [twice]' });
    await eventually(() => typesOf(reference)).toEqual(['delivery.accepted', 'delivery.accepted']);
    const ids = shop.fermata.received
      .filter(({ body }) => body.includes(reference))
      .map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
  });
  test('[mute] changes the state without a webhook', async () => {
    const reference = await shop.offer({ title: 'Silent film [mute]' });
    await eventually(() => shop.state(reference)).toBe('accepted');
    expect((await shop.get('/v1/stats')).body).toMatchObject({ webhooks: { pending: 0 } });
    expect(typesOf(reference)).toEqual([]);
  });
  test('[stuck] never finishes its takedown', async () => {
    const reference = await shop.offer({ title: 'Glue [stuck]' });
    await decided(reference);
    await shop.sendTakedown(reference);
    const other = await shop.offer();
    await decided(other);
    await shop.sendTakedown(other);
    await eventually(() => shop.state(other)).toBe('taken-down');
    expect(await shop.state(reference)).toBe('taking-down');
  });
  test('a complaint takes a live track out of the shop', async () => {
    const reference = await shop.offer();
    await decided(reference);
    await shop.confirm(reference);
    expect(
      (
        await shop.send('POST', `/sandbox/reservations/${reference}/reject`, {
          body: { reason: 'a complaint' },
        })
      ).body,
    ).toEqual({ reference, state: 'rejected' });
    await eventually(() => typesOf(reference)).toEqual(['delivery.accepted', 'delivery.rejected']);
    expect(
      (
        await shop.send('POST', `/sandbox/reservations/${reference}/reject`, {
          body: { reason: 'again' },
        })
      ).status,
    ).toBe(409);
  });
  test('global switches: decision, repetition under a new id, shortest length', async () => {
    await shop.switches({ answer: 'reject', webhookTwice: 'new-id' });
    const no = await shop.offer();
    await eventually(() => typesOf(no)).toEqual(['delivery.rejected', 'delivery.rejected']);
    const ids = shop.fermata.received
      .filter(({ body }) => body.includes(no))
      .map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).not.toBe(ids[1]);
    await shop.switches({ answer: 'judge', webhookTwice: 'no', minDurationSeconds: 60 });
    expect(await decided(await shop.offer())).toEqual(rejected('too-short'));
    await shop.switches({ answer: 'accept' });
    expect(await decided(await shop.offer())).toEqual(ACCEPTED);
    const reset = await shop.send('DELETE', '/sandbox/switches');
    expect(reset.body).toMatchObject({ answer: 'judge', minDurationSeconds: 3, faults: [] });
    await shop.switches({ answerDelayMs: 0, takedownDelayMs: 0 });
  });
  test.each([
    [{ answer: 'maybe' }],
    [{ answerDelayMs: -1 }],
    [{ unknown: 1 }],
    [{ faults: [{ on: 'reserve', kind: 'explode' }] }],
    [null],
    ['x'],
  ])('the switches %j are refused and change nothing', async (switches) => {
    const before = (await shop.get('/sandbox/switches')).body;
    expect((await shop.send('POST', '/sandbox/switches', { body: switches })).status).toBe(422);
    expect((await shop.get('/sandbox/switches')).body).toEqual(before);
  });
});
