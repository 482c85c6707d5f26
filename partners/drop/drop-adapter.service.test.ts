import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parseJson, PartnerWebhook } from '@fermata/contracts/values';
import { classifyPartnerFailure, isOutage } from '../classify-partner-failure.ts';
import { openPartnerAdapter } from '../open-partner-adapter.ts';
import type { PartnerAdapter, PartnerCallContext, UsagePage } from '../partner-adapter.ts';
import { type PartnerFailure, PartnerRequestError } from '../partner-request-error.ts';
import {
  type DropConnection,
  openTestS3,
  openTestSftp,
  type TestDrop,
} from '../testing/open-test-drop.ts';
import { sampleDelivery } from '../testing/sample-delivery.ts';
import { openDropAdapter } from './drop-adapter.ts';
import { answered } from './drop-request.ts';

const context: PartnerCallContext = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof PartnerRequestError ? error.failure : error),
  );

describe.each([
  ['S3', openTestS3],
  ['SFTP', openTestSftp],
])('a drop folder over %s', (_name, openDrop) => {
  let drop: TestDrop;
  let adapter: PartnerAdapter;
  beforeEach(async () => {
    drop = await openDrop();
    adapter = openPartnerAdapter(drop.connection);
  });
  const stateOf = async (reference: string) => (await adapter.ask(reference, context)).state;

  async function reserve(sample = sampleDelivery()) {
    const { releaseId, version } = sample;
    const { partnerReference } = await adapter.reserve(
      { releaseId, version, idempotencyKey: `${releaseId}/reserve` },
      context,
    );
    const deliver = (step = 'deliver') =>
      adapter.deliver(
        { ...sample, partnerReference, idempotencyKey: `${releaseId}/${step}` },
        context,
      );
    return { ...sample, partnerReference, deliver };
  }
  const confirm = (partnerReference: string) =>
    adapter.confirm({ partnerReference, idempotencyKey: `${partnerReference}/confirm` }, context);
  const sendTakedown = (partnerReference: string) =>
    adapter.sendTakedown(
      { partnerReference, reason: 'not\ncompleted', idempotencyKey: `${partnerReference}/down` },
      context,
    );

  test('a release goes on sale and is taken down, and the partner’s answers decide', async () => {
    const { releaseId, partnerReference, deliver } = await reserve();
    expect(await stateOf(partnerReference)).toBe('reserved');
    await drop.sandbox.pass();
    expect(await deliver()).toEqual({ files: 2, uploaded: 2, bytes: 32_000 });
    expect(await stateOf(partnerReference)).toBe('delivered');
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('accepted');
    // The partner has not answered yet: the call is repeated later.
    const early = (await failureOf(confirm(partnerReference))) as PartnerFailure;
    expect(classifyPartnerFailure(early)).toMatchObject({ retryable: true });
    expect(isOutage(early)).toBe(false);
    await drop.sandbox.pass();
    const url = `https://drop-shop.example/${partnerReference}`;
    expect(await confirm(partnerReference)).toEqual({ state: 'live', url });
    expect(await adapter.findReservations(releaseId, context)).toEqual([
      { partnerReference, state: 'live', detail: null, url, metadataVersion: 1 },
    ]);
    expect(await sendTakedown(partnerReference)).toEqual({ state: 'taking-down' });
    // Only the partner shows what it does.
    expect(await stateOf(partnerReference)).toBe('live');
    await drop.sandbox.pass();
    expect(await sendTakedown(partnerReference)).toEqual({ state: 'taken-down' });
    expect(await stateOf(partnerReference)).toBe('taken-down');
  });

  /** Goes on sale as metadata version 1. */
  async function onSale(offered = sampleDelivery()) {
    const sample = await reserve(offered);
    await drop.sandbox.pass();
    await sample.deliver();
    await drop.sandbox.pass();
    await failureOf(confirm(sample.partnerReference));
    await drop.sandbox.pass();
    const update = (
      metadataVersion: number,
      title: string,
      recordings = sample.version.recordings,
    ) =>
      adapter.update(
        {
          ...{ partnerReference: sample.partnerReference, metadataVersion },
          version: { ...sample.version, title, ...(recordings ? { recordings } : {}) },
          releaseDate: sample.releaseDate,
          idempotencyKey: `${sample.releaseId}/metadata-${metadataVersion}`,
        },
        context,
      );
    return { ...sample, update };
  }

  test('the usage of a period is read file by file, and those of another one are left', async () => {
    const read = (cursor: string | null) =>
      adapter.fetchUsage({ period: '2026-11', cursor }, context);
    expect(await read(null)).toEqual({ reports: [], issues: [], nextCursor: null });
    const report = (lineId: string) => ({ reference: 'rel_1', lines: [{ lineId }] });
    await drop.sandbox.reportUsage('2026-11', [report('a')]);
    await drop.sandbox.reportUsage('2026-11', [report('b')]);
    await drop.sandbox.reportUsage('2026-11-05', [report('c')]);
    const first = await read(null);
    expect(first).toMatchObject({
      reports: [{ partnerReference: 'rel_1', lines: [{ lineId: 'a' }] }],
    });
    expect(await read(first.nextCursor)).toMatchObject({
      ...{ reports: [{ lines: [{ lineId: 'b' }] }], nextCursor: null },
    });
  });

  test('a file of usage that breaks the contract or is too large does not block later ones', async () => {
    const { write } = drop.store;
    await write('usage/2026-12.000001.json', '{"reports":7}');
    await write('usage/2026-12.000002.json', ' '.repeat(1024 * 1024 + 1));
    const good = { reference: 'rel_1', lines: [{ lineId: 'a' }] };
    await write('usage/2026-12.000003.json', JSON.stringify({ reports: [{ lines: [] }, good] }));
    const pages: UsagePage[] = [];
    let cursor: string | null = null;
    do {
      const page: UsagePage = await adapter.fetchUsage({ period: '2026-12', cursor }, context);
      pages.push(page);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages).toMatchObject([
      { reports: [], issues: [expect.stringContaining('000001.json does not match the contract')] },
      {
        reports: [],
        issues: [expect.stringContaining('000002.json is larger than 1048576 bytes')],
      },
      {
        reports: [{ partnerReference: 'rel_1', lines: [{ lineId: 'a' }] }],
        issues: [expect.stringContaining('000003.json: reports.0: ')],
      },
    ]);
  });

  test('amended metadata is on sale once it is acknowledged, and a repeat sends nothing', async () => {
    const { partnerReference, update } = await onSale();
    const early = (await failureOf(update(2, 'Late Rain'))) as PartnerFailure;
    expect(classifyPartnerFailure(early)).toMatchObject({ retryable: true });
    await failureOf(update(2, 'Late Rain'));
    expect(await adapter.ask(partnerReference, context)).toMatchObject({
      ...{ state: 'live', metadataVersion: 1 },
    });
    await drop.sandbox.pass();
    await update(2, 'Late Rain');
    expect(await adapter.ask(partnerReference, context)).toMatchObject({
      ...{ state: 'live', metadataVersion: 2 },
    });
    const names = await drop.store.list('messages');
    expect(names.filter((name) => name.includes('.update.'))).toHaveLength(1);
  });

  test('amended recordings are sent with the release; one with another ISRC is refused', async () => {
    const { partnerReference, version, update } = await onSale(sampleDelivery('Nights', 2));
    const [first, second] = version.recordings ?? [];
    if (!first || !second) throw new Error('the sample has two recordings');
    const amended = [first, { ...second, title: 'Late Rain' }];
    await failureOf(update(2, 'Nights', amended));
    await drop.sandbox.pass();
    await update(2, 'Nights', amended);
    expect(await adapter.ask(partnerReference, context)).toMatchObject({ metadataVersion: 2 });
    const [name] = (await drop.store.list('messages')).filter((each) => each.includes('.update.'));
    const text = Buffer.from((await drop.store.read(`messages/${name}`)) ?? []).toString();
    expect(parseJson(text)).toMatchObject({
      metadata: { title: 'Nights', recordings: [{ title: 'Part 1' }, { title: 'Late Rain' }] },
    });
    const other = [first, { ...second, isrc: 'QZABC2600009' }];
    await failureOf(update(3, 'Nights', other));
    await drop.sandbox.pass();
    expect(await failureOf(update(3, 'Nights', other))).toMatchObject({
      ...{ status: 422, code: 'recordings-changed' },
    });
    expect(await adapter.ask(partnerReference, context)).toMatchObject({ metadataVersion: 2 });
  });

  test('the partner that rejects amended metadata goes on selling the earlier one', async () => {
    const { partnerReference, update } = await onSale();
    await failureOf(update(2, 'Please reject'));
    await drop.sandbox.pass();
    expect(await failureOf(update(2, 'Please reject'))).toMatchObject({
      ...{ kind: 'answered', status: 422, code: 'editorial' },
    });
    expect(await adapter.ask(partnerReference, context)).toMatchObject({
      ...{ state: 'live', metadataVersion: 1 },
    });
    await failureOf(update(3, 'Late Rain'));
    await drop.sandbox.pass();
    await update(3, 'Late Rain');
    expect(await adapter.ask(partnerReference, context)).toMatchObject({ metadataVersion: 3 });
  });

  test.each([
    [
      'an older version',
      'stale-metadata',
      (message: object) => ({ ...message, metadataVersion: 2 }),
    ],
    ['an unknown field', 'invalid-message', (message: object) => ({ ...message, colour: 'blue' })],
  ])('the sandbox refuses %s in an update, and the sale goes on', async (_mistake, code, seed) => {
    const { partnerReference, update } = await onSale();
    await failureOf(update(2, 'Late Rain'));
    await drop.sandbox.pass();
    await failureOf(update(3, 'Later Rain'));
    const names = (await drop.store.list('messages')).filter((name) => name.includes('.update.'));
    for (const name of names) {
      const path = `messages/${name}`;
      const text = Buffer.from((await drop.store.read(path)) ?? []).toString();
      const message = parseJson(text) as object;
      if (text.includes('Later')) await drop.store.write(path, JSON.stringify(seed(message)));
    }
    await drop.sandbox.pass();
    expect(await failureOf(update(3, 'Later Rain'))).toMatchObject({ status: 422, code });
    expect(await adapter.ask(partnerReference, context)).toMatchObject({
      ...{ state: 'live', metadataVersion: 2 },
    });
  });

  test('an update after a takedown puts nothing back on sale', async () => {
    const { partnerReference, update } = await onSale();
    await failureOf(update(2, 'Late Rain'));
    await sendTakedown(partnerReference);
    expect(await failureOf(update(2, 'Late Rain'))).toMatchObject({ status: 409 });
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('taken-down');
    expect(await failureOf(update(3, 'Later'))).toMatchObject({ status: 409, code: 'not-live' });
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('taken-down');
  });

  test('a repeat writes no second message and uploads nothing again', async () => {
    const sample = sampleDelivery();
    const first = await reserve(sample);
    const { partnerReference, deliver } = await reserve(sample);
    expect(partnerReference).toBe(first.partnerReference);
    await drop.sandbox.pass();
    expect(await deliver()).toMatchObject({ uploaded: 2 });
    expect(await deliver()).toMatchObject({ files: 2, uploaded: 0 });
    await drop.sandbox.pass();
    for (let repeat = 0; repeat < 2; repeat++) await failureOf(confirm(partnerReference));
    for (let repeat = 0; repeat < 2; repeat++) await sendTakedown(partnerReference);
    const names = await drop.store.list('messages');
    expect(names.map((name) => name.split('.')[1]).toSorted()).toEqual([
      ...['confirm', 'deliver', 'reserve', 'takedown'],
    ]);
  });

  const deliveries = async (): Promise<string[]> =>
    (await drop.store.list('messages')).filter((name) => name.includes('.deliver.'));

  test('a partner that asks for a fix gets the release again, as another message', async () => {
    const sample = sampleDelivery('Late Rain [needs-fix]');
    const { partnerReference, deliver } = await reserve(sample);
    await drop.sandbox.pass();
    await deliver();
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('reserved');
    expect(await failureOf(confirm(partnerReference))).toMatchObject({ status: 409 });
    const { fetchNew } = receiverOf(adapter);
    expect(PartnerWebhook.parse(parseJson((await fetchNew())[1] ?? ''))).toMatchObject({
      type: 'delivery.needs-fix',
      data: { reference: partnerReference, fields: [{ field: 'title' }] },
    });
    // A late repeat of the first delivery is no new delivery.
    await deliver();
    expect(await deliveries()).toHaveLength(1);
    const [flac] = sample.version.files;
    const name = `${flac?.sha256.slice(0, 16) ?? ''}-master.flac`;
    await drop.store.write(`files/${partnerReference}/${name}`, 'a part');
    expect(await deliver('deliver/fix-1')).toMatchObject({ files: 2, uploaded: 1 });
    expect(await deliver('deliver/fix-1')).toMatchObject({ files: 2, uploaded: 0 });
    expect(await deliveries()).toHaveLength(2);
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('accepted');
    expect(await fetchNew()).toEqual([expect.stringContaining('"delivery.accepted"')]);
  });

  test('a release is redelivered until the partner has decided, and not after it', async () => {
    const { partnerReference, deliver } = await reserve();
    await drop.sandbox.pass();
    await deliver();
    // A partner may ask for the fix by webhook, without an acknowledgement.
    await deliver('deliver/fix-1');
    expect(await deliveries()).toHaveLength(2);
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('accepted');
    expect(await deliver('deliver/fix-2')).toMatchObject({ files: 2, uploaded: 0 });
    expect(await deliveries()).toHaveLength(2);
  });

  test('the message is written after the files; an attempt that broke off is completed', async () => {
    const sample = sampleDelivery();
    const { partnerReference, deliver, reads } = await reserve(sample);
    await drop.sandbox.pass();
    const [flac, cover] = sample.version.files;
    const broken = adapter.deliver(
      {
        ...{ ...sample, partnerReference, idempotencyKey: 'broken' },
        readFile: (file) =>
          file.sha256 === cover?.sha256
            ? Promise.reject(new Error('the store is away'))
            : sample.readFile(file),
      },
      context,
    );
    await expect(broken).rejects.toThrow('the store is away');
    expect(await stateOf(partnerReference)).toBe('reserved');
    expect(await drop.store.list(`files/${partnerReference}`)).toHaveLength(1);
    expect(await deliver()).toMatchObject({ files: 2, uploaded: 1 });
    expect(reads).toEqual([flac?.sha256, cover?.sha256]);
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('accepted');
  });

  test('a rejection has its reason, also after the release was live', async () => {
    const refused = await reserve(sampleDelivery('Please reject'));
    await drop.sandbox.pass();
    await refused.deliver();
    await drop.sandbox.pass();
    expect(await adapter.ask(refused.partnerReference, context)).toMatchObject({
      state: 'rejected',
      detail: 'editorial: The editors of this shop do not want this track.',
    });
    expect(await failureOf(confirm(refused.partnerReference))).toMatchObject({ status: 409 });
    const { partnerReference, deliver } = await reserve();
    await drop.sandbox.pass();
    await deliver();
    await drop.sandbox.pass();
    await failureOf(confirm(partnerReference));
    await drop.sandbox.pass();
    await drop.sandbox.reject(partnerReference, 'a listener complained');
    expect(await adapter.ask(partnerReference, context)).toMatchObject({
      state: 'rejected',
      detail: 'complaint: a listener complained',
    });
  });

  test.each([
    [
      'a file with another hash',
      'wrong-hash',
      (message: Delivery) => ({
        ...message,
        files: message.files.map((file) => ({ ...file, sha256: '0'.repeat(64) })),
      }),
    ],
    [
      'a message before its files',
      'missing-file',
      (message: Delivery) => ({
        ...message,
        files: message.files.map((file) => ({ ...file, path: `${file.path}-to-come` })),
      }),
    ],
    [
      'a file of another size',
      'wrong-size',
      (message: Delivery) => ({
        ...message,
        files: message.files.map((file) => ({ ...file, bytes: 7 })),
      }),
    ],
    [
      'a path that leaves the folder',
      'wrong-path',
      (message: Delivery) => ({
        ...message,
        files: message.files.map((file) => ({
          ...file,
          path: file.path.replace(/^files/, 'files/../../files'),
        })),
      }),
    ],
    [
      'a message under the name of another one',
      'invalid-message',
      (message: Delivery) => ({ ...message, messageId: '0'.repeat(24) }),
    ],
    [
      'an unknown field',
      'invalid-message',
      (message: Delivery) => ({ ...message, colour: 'blue' }),
    ],
  ])('the sandbox rejects %s: %s', async (_mistake, code, seed) => {
    const { partnerReference, deliver } = await reserve();
    await drop.sandbox.pass();
    await deliver();
    const names = await drop.store.list('messages');
    const path = `messages/${names.find((name) => name.includes('.deliver.')) ?? ''}`;
    const message = parseJson(Buffer.from((await drop.store.read(path)) ?? []).toString());
    await drop.store.write(path, JSON.stringify(seed(message as Delivery)));
    await drop.sandbox.pass();
    expect(await adapter.ask(partnerReference, context)).toMatchObject({
      state: 'rejected',
      detail: expect.stringMatching(`^${code}: `),
    });
  });

  test('the sandbox rejects a delivery without reservation: not-reserved', async () => {
    const { partnerReference, deliver } = await reserve();
    await deliver();
    const names = await drop.store.list('messages');
    const reservation = names.find((name) => name.includes('.reserve.')) ?? '';
    await drop.store.write(`messages/${reservation}`, '{}');
    await drop.sandbox.pass();
    expect(await adapter.ask(partnerReference, context)).toMatchObject({
      state: 'rejected',
      detail: expect.stringMatching(/^not-reserved: /),
    });
  });

  test('the sandbox rejects a confirmation of what it has not accepted: not-accepted', async () => {
    const { partnerReference: reference } = await reserve();
    await drop.sandbox.pass();
    expect(await failureOf(confirm(reference))).toMatchObject({ status: 409 });
    const messageId = '1'.repeat(24);
    await drop.store.write(
      `messages/${reference}.confirm.${messageId}.json`,
      JSON.stringify({ schemaVersion: '2', type: 'confirm', reference, messageId }),
    );
    await drop.sandbox.pass();
    expect(await adapter.ask(reference, context)).toMatchObject({
      state: 'rejected',
      detail: expect.stringMatching(/^not-accepted: /),
    });
  });

  test('the newest acknowledgement counts, and one that breaks the contract is a bad answer', async () => {
    const { partnerReference } = await reserve();
    const write = (sequence: number, content: object) =>
      drop.store.write(
        `acknowledgements/${partnerReference}.${String(sequence).padStart(6, '0')}.json`,
        JSON.stringify({
          ...{ reference: partnerReference, sequence, at: '2027-03-01T08:00:00.000Z' },
          ...content,
        }),
      );
    await write(10, { status: 'accepted', isNew: true });
    await write(9, { status: 'received' });
    expect(await stateOf(partnerReference)).toBe('accepted');
    await write(11, { status: 'rejected' });
    expect(await failureOf(adapter.ask(partnerReference, context))).toMatchObject({
      kind: 'bad-answer',
      detail: expect.stringContaining('does not match the contract'),
    });
    await write(12, { status: 'live', reference: 'rel_other' });
    expect(await failureOf(adapter.ask(partnerReference, context))).toMatchObject({
      kind: 'bad-answer',
      detail: expect.stringContaining('not those of its name'),
    });
  });

  test('files of the partner are fetched once, as the webhooks with the same meaning', async () => {
    const { partnerReference, deliver } = await reserve();
    await drop.sandbox.pass();
    await deliver();
    await drop.sandbox.pass();
    await drop.sandbox.reject(partnerReference, 'a listener complained');
    const request = JSON.stringify({
      type: 'release.requested',
      timestamp: '2027-03-01T08:00:00.000Z',
      data: { requestId: 'request-1', trackId: `trk_${'0'.repeat(24)}` },
    });
    await drop.store.write('requests/request-1.json', request);
    const { fetchNew } = receiverOf(adapter);
    const [received, accepted, rejected, ...rest] = await fetchNew();
    expect(received).toBeNull();
    expect(PartnerWebhook.parse(parseJson(accepted ?? ''))).toMatchObject({
      type: 'delivery.accepted',
      data: { reference: partnerReference },
    });
    expect(PartnerWebhook.parse(parseJson(rejected ?? ''))).toMatchObject({
      type: 'delivery.rejected',
      data: { reference: partnerReference, code: 'complaint', reason: 'a listener complained' },
    });
    expect(rest).toEqual([request]);
    expect(await fetchNew()).toEqual([]);
  });

  test('a file that is too large or cannot be read does not block others', async () => {
    const { partnerReference } = await reserve();
    await drop.sandbox.pass();
    const path = (sequence: number): string =>
      `acknowledgements/${partnerReference}.00000${sequence}.json`;
    await drop.store.write(path(2), JSON.stringify({ filler: 'x'.repeat(70_000) }));
    await drop.store.write(path(3), JSON.stringify({ status: 'perhaps' }));
    await drop.store.write('acknowledgements/..%2F..%2Fetc.000001.json', '{}');
    await drop.store.write('requests/.hidden.json', '{}');
    const { fetchNew } = receiverOf(adapter);
    expect(await fetchNew()).toEqual([
      null,
      `${path(2)} is larger than 65536 bytes`,
      '{"status":"perhaps"}',
    ]);
    expect(await fetchNew()).toEqual([]);
  });

  test('a look that is broken off goes on where it was', async () => {
    const { partnerReference } = await reserve();
    await drop.sandbox.pass();
    await drop.sandbox.reject(partnerReference, 'a listener complained');
    const { fetchNew } = receiverOf(adapter);
    const stop = new AbortController();
    let turns = 0;
    const takeTurn = (): Promise<void> => {
      turns += 1;
      // After both lists and the first file; SFTP has one more, for the connection.
      if (turns > (drop.connection.kind === 'drop-sftp' ? 4 : 3)) stop.abort(new Error('too late'));
      return Promise.resolve();
    };
    const broken = fetchNew({ ...context, signal: stop.signal, takeTurn });
    await expect(broken).rejects.toThrow('too late');
    expect(await fetchNew()).toEqual([expect.stringContaining('"delivery.rejected"')]);
  });

  test('a file that an earlier attempt has left in part is replaced', async () => {
    const sample = sampleDelivery();
    const { partnerReference, deliver } = await reserve(sample);
    await drop.sandbox.pass();
    const [flac] = sample.version.files;
    const name = `${flac?.sha256.slice(0, 16) ?? ''}-master.flac`;
    await drop.store.write(`files/${partnerReference}/${name}`, 'a part');
    expect(await deliver()).toMatchObject({ files: 2, uploaded: 2 });
    await drop.sandbox.pass();
    expect(await stateOf(partnerReference)).toBe('accepted');
  });

  test('the answer to a request is one file, however often it is sent', async () => {
    for (let repeat = 0; repeat < 2; repeat++)
      await adapter.answerRequest(
        {
          kind: 'release',
          idempotencyKey: 'answer-1',
          answer: 'refused',
          code: 'ended',
          reason: 'the track has ended',
          requestId: 'request-1',
          answeredAt: '2027-03-01T09:00:00.000Z',
        },
        context,
      );
    const names = await drop.store.list('answers');
    expect(names).toHaveLength(1);
    const text = Buffer.from((await drop.store.read(`answers/${names.join('')}`)) ?? []).toString();
    expect(parseJson(text)).toMatchObject({
      type: 'release.refused',
      data: { requestId: 'request-1', code: 'ended', reason: 'the track has ended' },
    });
  });

  test('ping needs the right credentials, and a reservation that is not there is unknown', async () => {
    await adapter.ping(context);
    const missing = `rel_${'0'.repeat(24)}-${'0'.repeat(12)}`;
    expect(await adapter.ask(missing, context)).toMatchObject({ state: 'unknown' });
    expect(await failureOf(confirm(missing))).toMatchObject({ status: 404 });
    const wrong = openPartnerAdapter(withWrongSecret(drop.connection));
    const { status } = (await failureOf(wrong.ping(context))) as { status?: number };
    expect([401, 403]).toContain(status);
  });

  test('a private address needs permission', async () => {
    const closed = openPartnerAdapter({ ...drop.connection, allowedHosts: [] });
    expect(await failureOf(closed.ping(context))).toMatchObject({ kind: 'unreachable' });
  });

  test('each request waits for its turn, and a cancelled call ends with its reason', async () => {
    let turns = 0;
    const takeTurn = (): Promise<void> => {
      turns += 1;
      return Promise.resolve();
    };
    await adapter.ping({ ...context, takeTurn });
    expect(turns).toBeGreaterThan(0);
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(adapter.ping({ ...context, signal })).rejects.toThrow('cancelled');
  });
});

test('an acknowledgement that is replaced while it is read is looked for again', async () => {
  const reference = `rel_${'a'.repeat(24)}-${'b'.repeat(12)}`;
  const names: Record<string, string[]> = {
    messages: [`${reference}.reserve.${'c'.repeat(24)}.json`],
    acknowledgements: [`${reference}.000001.json`],
  };
  const adapter = openDropAdapter(() =>
    Promise.resolve({
      list: (subfolder) =>
        Promise.resolve((names[subfolder] ?? []).map((name) => ({ name, bytes: 100 }))),
      read: () => Promise.reject(new PartnerRequestError(answered(404, 'sftp', 'No such file'))),
      put: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }),
  );
  const failure = (await failureOf(adapter.ask(reference, context))) as PartnerFailure;
  expect(classifyPartnerFailure(failure)).toMatchObject({ retryable: true });
});

test('a folder that is not there is missed by a ping, not made', async () => {
  const { connection } = await openTestSftp();
  const adapter = openPartnerAdapter({ ...connection, url: `${connection.url}/mistyped` });
  expect(await failureOf(adapter.ping(context))).toMatchObject({ status: 404 });
});

test('an SFTP server with another host key gets no credentials', async () => {
  const { connection, loginAttempts } = await openTestSftp();
  const hostKey = `SHA256:${'A'.repeat(43)}`;
  const adapter = openPartnerAdapter({ ...connection, sftp: { ...connection.sftp, hostKey } });
  expect(await failureOf(adapter.ping(context))).toMatchObject({
    status: 403,
    code: 'host-key',
    detail: `the server's host key is ${connection.sftp.hostKey}, not ${hostKey}`,
  });
  expect(loginAttempts()).toBe(0);
});

test('a private key that cannot be read is named, and not shown', async () => {
  const { connection } = await openTestSftp();
  const { username, hostKey } = connection.sftp;
  const privateKey = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----';
  const adapter = openPartnerAdapter({ ...connection, sftp: { username, hostKey, privateKey } });
  expect(await failureOf(adapter.ping(context))).toEqual({
    ...{ kind: 'answered', status: 403, code: 'private-key', retryAfterMs: null },
    detail: 'the private key of our account cannot be read',
  });
});

test('an SFTP server that does not answer is left when the time is over', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const adapter = openPartnerAdapter(
    {
      kind: 'drop-sftp',
      url: `sftp://127.0.0.1:${port}/`,
      sftp: { username: 'fermata', password: 'x', hostKey: `SHA256:${'A'.repeat(43)}` },
    },
    { answerTimeoutMs: 200 },
  );
  expect(await failureOf(adapter.ping(context))).toEqual({
    kind: 'timeout',
    detail: 'no answer within 0.2 s',
  });
});

test.each([
  ['an answer without end', { 'content-type': 'application/xml' }, 'bad-answer'],
  ['a redirect', { location: 'http://169.254.169.254/' }, 'answered'],
])('an S3 server with %s', async (_name, headers, kind) => {
  const server = createHttpServer((_request, response) => {
    response.writeHead(kind === 'answered' ? 307 : 200, headers);
    if (kind === 'answered') response.end();
    else
      Readable.from(endless())
        .on('error', () => undefined)
        .pipe(response);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const adapter = openPartnerAdapter({
    ...{ kind: 'drop-s3', url: `http://${host}/bucket`, allowedHosts: [host] },
    s3: { region: 'eu-central-1', accessKeyId: 'x', secretAccessKey: 'x' },
  });
  expect(await failureOf(adapter.ping(context))).toMatchObject({ kind });
});

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024, 'x');
}

/** A receiver that knows its earlier messages, and the bodies that it gets in one look. */
function receiverOf(adapter: PartnerAdapter) {
  const known = new Set<string>();
  return {
    async fetchNew(callContext = context): Promise<(string | null)[]> {
      const bodies: (string | null)[] = [];
      await adapter.fetchMessages?.(
        {
          knownOf: () => Promise.resolve(known),
          receive({ id, body }) {
            known.add(id);
            bodies.push(body);
            return Promise.resolve();
          },
        },
        callContext,
      );
      return bodies;
    },
  };
}

interface Delivery {
  readonly files: readonly { readonly path: string }[];
}

const withWrongSecret = (connection: DropConnection): DropConnection =>
  connection.kind === 'drop-s3'
    ? { ...connection, s3: { ...connection.s3, secretAccessKey: 'wrong' } }
    : { ...connection, sftp: { ...connection.sftp, password: 'wrong' } };
