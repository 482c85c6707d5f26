import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Store } from './store.ts';

/** A part of a bucket. `prefix` ends with a slash. */
export const s3Store = (client: S3Client, bucket: string, prefix: string): Store => ({
  async list(subfolder) {
    const start = `${prefix}${subfolder}/`;
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: start }),
    );
    return Contents.map(({ Key = '' }) => Key.slice(start.length));
  },
  async read(path) {
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: `${prefix}${path}` }),
      );
      return (await Body?.transformToByteArray()) ?? null;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  },
  async write(path, text) {
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: `${prefix}${path}`, Body: text }),
    );
  },
});
