import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, inject, onTestFinished, test } from 'vitest';
import { AssetNotFoundError } from './errors.ts';
import { openCheckpointStore } from './open-checkpoint-store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function freshBucket({ lock = false } = {}) {
  const bucket = `test-${randomUUID()}`;
  const { endpoint, region, accessKeyId, secretAccessKey } = inject('s3');
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
  onTestFinished(() => client.destroy());
  await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: lock }));
  const open = () => {
    const store = openCheckpointStore({ ...inject('s3'), bucket });
    onTestFinished(() => store.close());
    return store;
  };
  return { client, bucket, store: open(), open };
}

test('a number is taken by one checkpoint, of 20 at once', async () => {
  const { store } = await freshBucket();
  expect(await store.last()).toBeNull();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => store.put(1, bytes(`${index}`))),
  );
  expect(answers.filter(Boolean)).toHaveLength(1);
  const winner = String(answers.indexOf(true));
  expect(new TextDecoder().decode(await store.get(1))).toBe(winner);
  expect(await store.put(1, bytes('other'))).toBe(false);
});

test('the last one is found, and all in the order of their numbers', async () => {
  const { store, open } = await freshBucket();
  for (const number of [1, 2, 9, 10, 100, 1234]) {
    await store.put(number, bytes(`${number}`));
    expect((await store.last())?.number).toBe(number);
  }
  expect((await open().last())?.number).toBe(1234);
  expect(await store.list({ limit: 3 })).toEqual([1, 2, 9]);
  expect(await store.list({ after: 9, limit: 2 })).toEqual([10, 100]);
  expect((await store.readAll()).map(({ number }) => number)).toEqual([1, 2, 9, 10, 100, 1234]);
  await expect(store.get(3)).rejects.toThrow(AssetNotFoundError);
});

test('a checkpoint that was removed is not taken for stored', async () => {
  const { client, bucket, store } = await freshBucket();
  await store.put(1, bytes('1'));
  await store.put(2, bytes('2'));
  await client.send(
    new DeleteObjectCommand({ Bucket: bucket, Key: 'checkpoint/000000000002.json' }),
  );
  expect((await store.last())?.number).toBe(1);
});

test('in a bucket with object lock a checkpoint is locked for years', async () => {
  const { client, bucket, store } = await freshBucket({ lock: true });
  expect(await store.put(1, bytes('1'))).toBe(true);
  const { ObjectLockMode, ObjectLockRetainUntilDate, VersionId } = await client.send(
    new HeadObjectCommand({ Bucket: bucket, Key: 'checkpoint/000000000001.json' }),
  );
  expect(ObjectLockMode).toBe('COMPLIANCE');
  expect(ObjectLockRetainUntilDate?.getUTCFullYear()).toBe(new Date().getUTCFullYear() + 10);
  await expect(
    client.send(
      new DeleteObjectCommand({
        Bucket: bucket,
        Key: 'checkpoint/000000000001.json',
        ...(VersionId === undefined ? {} : { VersionId }),
      }),
    ),
  ).rejects.toThrow();
  expect(new TextDecoder().decode(await store.get(1))).toBe('1');
});
