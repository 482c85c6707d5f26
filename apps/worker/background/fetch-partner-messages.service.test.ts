import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { pino } from 'pino';
import { expect, inject, onTestFinished, test } from 'vitest';
import { deriveId, parseJson, workflowIds } from '@fermata/contracts/values';
import { sealedNames } from '@fermata/partners';
import { openCatalogue } from '@fermata/prisma';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import { openTestS3 } from '../../../partners/testing/open-test-drop.ts';
import { freshDatabase } from '../../../test/fresh-database.ts';
import { fetchPartnerMessages } from './fetch-partner-messages.ts';

const REFERENCE = `rel_${'a'.repeat(24)}-${'b'.repeat(12)}`;

async function openHarness() {
  const { databaseUrl } = await freshDatabase();
  const catalogue = await openCatalogue({ databaseUrl });
  onTestFinished(() => catalogue.close());
  const secrets = openSecretBox('0'.repeat(64));
  const { connection, store } = await openTestS3();
  const add = async (partner: string, url: string) => {
    const names = sealedNames(partner);
    const s3 = connection.kind === 'drop-s3' ? connection.s3 : undefined;
    await catalogue.partners.add(
      {
        ...{ partner, projectId: 'default', actor: 'act_otto', kind: 'drop-s3' as const, url },
        credentials: secrets.seal(JSON.stringify({ s3 }), names.credentials),
        webhookSecret: secrets.seal('whsec_x', names.webhookSecret),
        ...{ secretCommand: partner, requestsPerSecond: 1000, requirements: {} },
      },
      10,
    );
  };
  // One folder cannot be read, one server does not answer: the others are not disturbed.
  await add('broken-shop', `${new URL(connection.url).origin}/no-such-bucket`);
  const silent = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const silentHost = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  await add('another-shop', `http://${silentHost}/bucket`);
  await add('drop-shop', connection.url);
  // Hidden by a configured partner, for which it must not speak.
  await add('hidden-shop', connection.url);
  /** A worker that starts now. `inbox`, `partnerFiles`: parts of its catalogue that differ. */
  const start = (
    inbox: Partial<typeof catalogue.inbox> = {},
    partnerFiles: Partial<typeof catalogue.partnerFiles> = {},
  ) => {
    const abort = new AbortController();
    const running = fetchPartnerMessages(
      {
        ...{
          catalogue: {
            ...catalogue,
            inbox: { ...catalogue.inbox, ...inbox },
            partnerFiles: { ...catalogue.partnerFiles, ...partnerFiles },
          },
          secrets,
          pollMs: 20,
          configuredPartners: ['hidden-shop'],
          log: pino({ level: 'silent' }),
        },
        partnerHosts: [...(connection.allowedHosts ?? []), silentHost],
      },
      abort.signal,
    );
    const stop = async () => {
      abort.abort();
      await running;
    };
    onTestFinished(stop);
    return stop;
  };
  const pending = async () =>
    (await catalogue.inbox.due(100)).map(({ partner, body }) => ({ partner, body }));
  /** As the page of a release shows them. */
  const messagesOf = async (partnerReference: string, trackId: string, releaseId: string) => {
    await catalogue.events.append([
      {
        ...{ projectId: 'default', stream: workflowIds.release(releaseId), sequence: 1 },
        ...{ actor: 'act_fermata', occurredAt: '2027-03-01T08:00:00.000Z' },
        ...{ workflowId: null, runId: null, type: 'release.started' },
        data: {
          ...{ releaseId, trackId, version: 1, versionSha256: 'ab'.repeat(32) },
          partners: ['drop-shop'],
        },
      },
    ]);
    await catalogue.offerAddresses.register({
      ...{ projectId: 'default', partner: 'drop-shop', partnerReference, trackId, releaseId },
      workflowId: workflowIds.offer(releaseId, 'drop-shop'),
    });
    const { items } = await catalogue.inbox.ofRelease(
      { projectId: 'default', releaseId },
      { limit: 10 },
    );
    return items.map(({ partner, body }) => ({ partner, body }));
  };
  const acknowledge = (sequence: number, content: object) =>
    store.write(
      `acknowledgements/${REFERENCE}.${String(sequence).padStart(6, '0')}.json`,
      JSON.stringify({
        ...{ reference: REFERENCE, sequence, at: '2027-03-01T08:00:00.000Z' },
        ...content,
      }),
    );
  const ask = (name: string, content: object) =>
    store.write(`requests/${name}.json`, JSON.stringify(content));
  const remove = async (path: string): Promise<void> => {
    const { endpoint, region, accessKeyId, secretAccessKey } = inject('s3');
    const client = new S3Client({
      ...{ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true },
    });
    const [, bucket, ...folders] = new URL(connection.url).pathname.split('/');
    await client.send(
      new DeleteObjectCommand({ Bucket: bucket, Key: [...folders, path].join('/') }),
    );
    client.destroy();
  };
  const answers = async (): Promise<unknown[]> => {
    const names = await store.list('answers');
    const files = await Promise.all(names.map((name) => store.read(`answers/${name}`)));
    return files.map((bytes) => parseJson(bytes ?? ''));
  };
  return { catalogue, start, pending, messagesOf, acknowledge, ask, answers, store, remove };
}

test('acknowledgements come into the inbox once, also with several workers and after a restart', async () => {
  const { start, pending, acknowledge, messagesOf } = await openHarness();
  await acknowledge(1, { status: 'received' });
  await acknowledge(2, { status: 'accepted' });
  const stops = [start(), start()];
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(1);
  await Promise.all(stops.map((stop) => stop()));
  start();
  await acknowledge(3, { status: 'taken-down' });
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(2);
  const timestamp = '2027-03-01T08:00:00.000Z';
  const data = { reference: REFERENCE };
  expect(await pending()).toEqual([
    {
      partner: 'drop-shop',
      body: JSON.stringify({ type: 'delivery.accepted', timestamp, data }),
    },
    {
      partner: 'drop-shop',
      body: JSON.stringify({ type: 'takedown.confirmed', timestamp, data }),
    },
  ]);
  // The record of their release has them, the newest first.
  expect(await messagesOf(REFERENCE, deriveId('trk', 'drop'), deriveId('rel', 'drop'))).toEqual(
    (await pending()).toReversed(),
  );
});

test('a restarted worker reads no file again, also one that no webhook has the meaning of', async () => {
  const { catalogue, start, pending, acknowledge } = await openHarness();
  await acknowledge(1, { status: 'received' });
  await acknowledge(2, { status: 'accepted' });
  const stop = start();
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(1);
  await stop();
  const read: string[] = [];
  start(
    {},
    {
      markRead(partner, messageId) {
        read.push(messageId);
        return catalogue.partnerFiles.markRead(partner, messageId);
      },
    },
  );
  await acknowledge(3, { status: 'taken-down' });
  await expect.poll(() => read.length, { timeout: 15_000 }).toBe(1);
  expect(read).toEqual([`ack-${REFERENCE}.000003`]);
});

test('a partner whose circuit is open is not asked until a probe is due, which closes it', async () => {
  const { catalogue, start, pending, acknowledge } = await openHarness();
  const settings = { maxFailures: 1, openMs: 1500, maxOpenMs: 1500 };
  const failed = { was: 'failed', detail: 'no answer', wasProbe: false } as const;
  await catalogue.partnerCircuits.record('drop-shop', failed, settings);
  await acknowledge(1, { status: 'accepted' });
  const circuit = async () =>
    (await catalogue.partnerCircuits.find(['drop-shop'])).get('drop-shop');
  const { probeAt } = (await circuit()) ?? {};
  let receivedAt = 0;
  start({
    receive(webhook) {
      receivedAt ||= Date.now();
      return catalogue.inbox.receive(webhook);
    },
  });
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(1);
  expect(receivedAt).toBeGreaterThanOrEqual(probeAt ?? Number.POSITIVE_INFINITY);
  await expect.poll(circuit, { timeout: 5_000 }).toMatchObject({ failures: 0, openedAt: null });
});

test('a request that cannot be read is answered later if the folder does not take the answer now', async () => {
  const { start, pending, acknowledge, ask, answers, store, remove } = await openHarness();
  // An object of this name keeps out the folder.
  await store.write('answers', 'in the way');
  await ask('release-1', { type: 'release.wanted', data: {} });
  await acknowledge(1, { status: 'accepted' });
  start();
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(2);
  await remove('answers');
  await expect.poll(answers, { timeout: 15_000 }).toHaveLength(1);
});

test('a message is fetched again if its worker dies before it is stored', async () => {
  const { start, pending, acknowledge } = await openHarness();
  await acknowledge(1, { status: 'accepted' });
  let died = false;
  const stop = start({
    receive: () => {
      died = true;
      return Promise.reject(new Error('the process dies'));
    },
  });
  await expect.poll(() => died, { timeout: 15_000 }).toBe(true);
  await stop();
  expect(await pending()).toEqual([]);
  start();
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(1);
});

test('an unreadable request is answered by another worker if the first one dies before it answers', async () => {
  const { start, pending, ask, answers, store, remove } = await openHarness();
  await store.write('answers', 'in the way');
  await ask('release-1', { type: 'release.wanted', data: {} });
  const stop = start();
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(1);
  await stop();
  await remove('answers');
  start();
  await expect
    .poll(answers, { timeout: 15_000 })
    .toMatchObject([{ type: 'request.unreadable', data: { request: 'requests/release-1.json' } }]);
});

test('an answer that is sent again after a crash is the same file', async () => {
  const { start, ask, answers } = await openHarness();
  await ask('release-1', { type: 'release.wanted', data: {} });
  let marks = 0;
  const stop = start({
    markRefused: () => {
      marks += 1;
      return Promise.reject(new Error('the process dies'));
    },
  });
  await expect.poll(() => marks, { timeout: 15_000 }).toBeGreaterThan(0);
  await stop();
  const before = await answers();
  let marked = false;
  start({
    markRefused: () => {
      marked = true;
      return Promise.resolve();
    },
  });
  await expect.poll(() => marked, { timeout: 15_000 }).toBe(true);
  expect(await answers()).toEqual(before);
});

test('a request that breaks the contract comes into the inbox as it is, and is answered once', async () => {
  const { start, pending, ask, answers } = await openHarness();
  await ask('release-1', { type: 'release.wanted', data: {} });
  const stop = start();
  await expect.poll(answers, { timeout: 15_000 }).toMatchObject([
    {
      ...{ schemaVersion: '2', type: 'request.unreadable' },
      data: {
        request: 'requests/release-1.json',
        reason: expect.stringContaining('body.type: must be one of'),
      },
    },
  ]);
  const before = await answers();
  await stop();
  start();
  await ask('release-2', { type: 'release.wanted', data: {} });
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(2);
  await expect.poll(answers, { timeout: 15_000 }).toHaveLength(2);
  expect(await answers()).toEqual(expect.arrayContaining(before));
});

test('an acknowledgement that breaks the contract comes into the inbox as it is', async () => {
  const { start, pending, acknowledge } = await openHarness();
  await acknowledge(1, { status: 'perhaps' });
  start();
  await expect.poll(pending, { timeout: 15_000 }).toHaveLength(1);
  expect((await pending())[0]?.body).toContain('"perhaps"');
});
