import { randomBytes, randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { sha256Hex } from '@fermata/contracts/values';
import type { AssetStore } from './asset-store.ts';
import { AssetCorruptedError, AssetNotFoundError, AssetTooLargeError } from './errors.ts';
import { openAssetStore } from './open-asset-store.ts';

const absent = '0'.repeat(64);

async function freshStore(): Promise<{ store: AssetStore; bucket: string }> {
  const bucket = `test-${randomUUID()}`;
  const store = openAssetStore({ ...inject('s3'), bucket });
  onTestFinished(() => store.close());
  await store.ensureBucket();
  return { store, bucket };
}

function rawClient(): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = inject('s3');
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
  onTestFinished(() => client.destroy());
  return client;
}

test('stored bytes are returned, named by their hash', async () => {
  const { store } = await freshStore();
  const bytes = randomBytes(300_000);
  const ref = await store.put('default', {
    kind: 'stem',
    part: 'bass',
    mediaType: 'audio/flac',
    bytes,
  });
  expect(ref).toEqual({
    sha256: sha256Hex(bytes),
    kind: 'stem',
    part: 'bass',
    mediaType: 'audio/flac',
    bytes: 300_000,
  });
  expect(Buffer.compare(await store.get('default', ref.sha256), bytes)).toBe(0);
});

test('20 puts of the same asset at once all succeed and leave one object', async () => {
  const { store } = await freshStore();
  const bytes = randomBytes(200_000);
  const refs = await Promise.all(
    Array.from({ length: 20 }, () =>
      store.put('default', { kind: 'mix', mediaType: 'audio/flac', bytes }),
    ),
  );
  expect(new Set(refs.map(({ sha256 }) => sha256))).toEqual(new Set([sha256Hex(bytes)]));
  expect(Buffer.compare(await store.get('default', sha256Hex(bytes)), bytes)).toBe(0);
});

test('an existing object is never overwritten', async () => {
  const { store, bucket } = await freshStore();
  const bytes = Buffer.from('the real bytes');
  const sha256 = sha256Hex(bytes);
  await rawClient().send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: `default/sha256/${sha256.slice(0, 2)}/${sha256}`,
      Body: 'other bytes',
    }),
  );
  await store.put('default', { kind: 'mix', mediaType: 'audio/flac', bytes });
  await expect(store.get('default', sha256)).rejects.toThrow(AssetCorruptedError);
});

test('an asset of one project is invisible to another', async () => {
  const { store } = await freshStore();
  const { sha256 } = await store.put('one', {
    kind: 'mix',
    mediaType: 'audio/flac',
    bytes: randomBytes(10),
  });
  await expect(store.get('two', sha256)).rejects.toThrow(AssetNotFoundError);
});

test('a missing object is reported as missing', async () => {
  const { store } = await freshStore();
  await expect(store.get('default', absent)).rejects.toThrow(AssetNotFoundError);
  await expect(store.getEngine(absent)).rejects.toThrow(AssetNotFoundError);
  await expect(
    store.presign('default', absent, { fileName: 'a.flac', mediaType: 'audio/flac', seconds: 60 }),
  ).rejects.toThrow(AssetNotFoundError);
});

test('a presigned link returns the bytes with name and media type to any client, unless it was changed', async () => {
  const { store } = await freshStore();
  const bytes = randomBytes(5_000);
  const { sha256 } = await store.put('default', {
    kind: 'delivery-mp3',
    mediaType: 'audio/mpeg',
    bytes,
  });
  const before = Date.now();
  const { url, expiresAt } = await store.presign('default', sha256, {
    fileName: 'Mañana "1".mp3',
    mediaType: 'audio/mpeg',
    seconds: 60,
  });
  expect(Date.parse(expiresAt) - before).toBeGreaterThan(59_000);
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('audio/mpeg');
  expect(answer.headers.get('content-disposition')).toBe(
    `inline; filename="Manana _1_.mp3"; filename*=UTF-8''Ma%C3%B1ana%20_1_.mp3`,
  );
  expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), bytes)).toBe(0);
  expect((await fetch(url.replace(sha256, absent))).status).toBe(403);
});

test('a presigned link is valid for its method, key, time and headers only', async () => {
  const { store } = await freshStore();
  const ref = { kind: 'master', mediaType: 'audio/flac', bytes: randomBytes(100) } as const;
  const { sha256 } = await store.put('default', ref);
  const link = (seconds: number) =>
    store.presign('default', sha256, { fileName: 'a.flac', mediaType: 'audio/flac', seconds });
  const { url } = await link(60);
  const changed = (change: (url: URL) => void): string => {
    const copy = new URL(url);
    change(copy);
    return copy.href;
  };
  const setParameter = (name: string, value: string) =>
    changed(({ searchParams }) => searchParams.set(name, value));
  expect((await fetch(url)).status).toBe(200);
  for (const method of ['PUT', 'DELETE', 'POST'])
    expect([403, 405], method).toContain((await fetch(url, { method })).status);
  for (const [name, value] of [
    ['X-Amz-Expires', '86400'],
    ['response-content-disposition', 'inline; filename="x.html"'],
    ['response-content-type', 'text/html'],
    ['versionId', '1'],
    ['acl', ''],
    ['X-Amz-Signature', '0'.repeat(64)],
  ] as const)
    expect((await fetch(setParameter(name, value))).status, name).toBe(403);
  for (const path of ['/', `/${absent}`, `/../${absent}`, '/%2e%2e/keys'])
    expect(
      (await fetch(changed((copy) => (copy.pathname = copy.pathname.replace(/\/[^/]*$/, path)))))
        .status,
      path,
    ).toBe(403);
  const { url: short } = await link(1);
  await vi.waitFor(async () => expect((await fetch(short)).status).toBe(403), 10_000);
});

test('engines and histories have their own keys', async () => {
  const { store } = await freshStore();
  const engine = randomBytes(1_000);
  const companions = { notices: 'MIT', signature: { keyId: 'a'.repeat(64), signature: 'c2ln' } };
  const sha256 = await store.putEngine(engine, companions);
  expect(await store.putEngine(engine, companions)).toBe(sha256);
  expect(await store.getEngineSignature(sha256, 'a'.repeat(64))).toBe('c2ln');
  expect(await store.getEngineSignature(sha256, 'b'.repeat(64))).toBeNull();
  expect(Buffer.compare(await store.getEngine(sha256), engine)).toBe(0);
  await expect(store.get('default', sha256)).rejects.toThrow(AssetNotFoundError);
  expect(await store.putHistory('track/trk_1', 'run-1', Buffer.from('{}'))).toBe(
    'history/track/trk_1/run-1.json',
  );
  expect(await store.putHistory('track/trk_1', 'run-1', Buffer.from('{}'))).toBe(
    'history/track/trk_1/run-1.json',
  );
});

test('a wrong signature of an engine is replaced, and so are wrong notices', async () => {
  const { store, bucket } = await freshStore();
  const engine = randomBytes(1_000);
  const keyId = 'a'.repeat(64);
  for (const [notices, signature] of [
    ['MIT', 'd3Jvbmc='],
    ['none', 'a longer wrong signature'],
    ['MIT and ISC', 'c2ln'],
  ] as const) {
    const sha256 = await store.putEngine(engine, { notices, signature: { keyId, signature } });
    expect(await store.getEngineSignature(sha256, keyId)).toBe(signature);
    const { Body } = await rawClient().send(
      new GetObjectCommand({ Bucket: bucket, Key: `engine/${sha256}.notices.txt` }),
    );
    expect(await Body?.transformToString()).toBe(notices);
    expect(Buffer.compare(await store.getEngine(sha256), engine)).toBe(0);
  }
});

test('a bucket can be created twice; ping fails without one', async () => {
  const { store } = await freshStore();
  await store.ensureBucket();
  await store.ping();
  const other = openAssetStore({ ...inject('s3'), bucket: `test-${randomUUID()}` });
  onTestFinished(() => other.close());
  await expect(other.ping()).rejects.toThrow('could not reach the bucket');
  await expect(other.get('default', absent)).rejects.toThrow('the bucket does not exist');
});

test('an unreachable server is not reported as a missing asset', async () => {
  const store = openAssetStore({
    ...inject('s3'),
    endpoint: 'http://127.0.0.1:9',
    bucket: 'nothing',
  });
  onTestFinished(() => store.close());
  await expect(store.get('default', absent)).rejects.toThrow(
    /could not read default\/sha256.*ECONNREFUSED/,
  );
});

test('nothing over the size limit is written or read', async () => {
  const { store, bucket } = await freshStore();
  const small = openAssetStore({ ...inject('s3'), bucket, maxBytes: 1_000 });
  onTestFinished(() => small.close());
  const bytes = randomBytes(1_001);
  await expect(
    small.put('default', { kind: 'mix', mediaType: 'audio/flac', bytes }),
  ).rejects.toThrow(AssetTooLargeError);
  const { sha256 } = await store.put('default', { kind: 'mix', mediaType: 'audio/flac', bytes });
  await expect(small.get('default', sha256)).rejects.toThrow(AssetTooLargeError);
});
