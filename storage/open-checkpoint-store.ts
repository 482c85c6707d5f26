import {
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { AssetStoreOptions } from './asset-store.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import { CHECKPOINT_PREFIX, checkpointKey, checkpointNumber } from './keys.ts';
import { s3Client, statusOf, toStoreError } from './s3-client.ts';

const PAGE = 1000;
const CONCURRENT_READS = 16;
/** The time for which a bucket with object lock protects a checkpoint from removal. */
const LOCK_YEARS = 10;

/** Opens the store without a request. Call `close` when the process ends. */
export function openCheckpointStore(options: AssetStoreOptions): CheckpointStore {
  const { bucket } = options;
  const client = s3Client(options, options.endpoint);
  let hasLock: Promise<boolean> | undefined;
  /** A number that was stored once: the search for the last one begins here. */
  let reached = 0;

  async function put(number: number, bytes: Uint8Array): Promise<boolean> {
    const key = checkpointKey(number);
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: bytes,
          ContentLength: bytes.byteLength,
          ContentType: 'application/json',
          IfNoneMatch: '*',
          ...((await (hasLock ??= readLock())) ? lockUntil(new Date()) : {}),
        }),
      );
      return true;
    } catch (error) {
      // 409: another process is storing this number.
      if (statusOf(error) === 412 || statusOf(error) === 409) return false;
      throw toStoreError('write', key, error);
    }
  }

  /** Many servers do not know the call, or refuse it for a bucket without a lock. */
  const readLock = async (): Promise<boolean> => {
    try {
      const { ObjectLockConfiguration } = await client.send(
        new GetObjectLockConfigurationCommand({ Bucket: bucket }),
      );
      return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
    } catch (error) {
      // Without an answer nothing is known: the next put asks again.
      if (statusOf(error) === undefined) hasLock = undefined;
      return false;
    }
  };

  async function list({ after = 0, limit }: { after?: number; limit: number }): Promise<number[]> {
    try {
      const { Contents = [] } = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: CHECKPOINT_PREFIX,
          MaxKeys: Math.min(limit, PAGE),
          ...(after > 0 ? { StartAfter: checkpointKey(after) } : {}),
        }),
      );
      return Contents.flatMap(({ Key }) => checkpointNumber(Key ?? '') ?? []);
    } catch (error) {
      throw toStoreError('list', CHECKPOINT_PREFIX, error);
    }
  }

  async function get(number: number): Promise<Uint8Array> {
    const key = checkpointKey(number);
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      throw toStoreError('read', key, error);
    }
  }

  async function* numbers(after: number): AsyncGenerator<number[]> {
    for (let from = after; ;) {
      const page = await list({ after: from, limit: PAGE });
      yield page;
      const end = page.at(-1);
      if (end === undefined || page.length < PAGE) return;
      from = end;
    }
  }

  return {
    put,
    list,
    get,
    async last() {
      // One before, so that a number which was removed since is not taken for stored.
      let last: number | undefined;
      for await (const page of numbers(Math.max(0, reached - 1))) last = page.at(-1) ?? last;
      if (last === undefined && reached > 0)
        for await (const page of numbers(0)) last = page.at(-1) ?? last;
      if (last === undefined) return null;
      reached = last;
      return { number: last, bytes: await get(last) };
    },
    async readAll() {
      const all: { number: number; bytes: Uint8Array }[] = [];
      for await (const page of numbers(0))
        for (let from = 0; from < page.length; from += CONCURRENT_READS)
          all.push(
            ...(await Promise.all(
              page
                .slice(from, from + CONCURRENT_READS)
                .map(async (number) => ({ number, bytes: await get(number) })),
            )),
          );
      return all;
    },
    close: () => client.destroy(),
  };
}

/** COMPLIANCE: no account can shorten it. */
function lockUntil(now: Date) {
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + LOCK_YEARS);
  return { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until } as const;
}
