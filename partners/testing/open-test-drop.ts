import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { inject, onTestFinished } from 'vitest';
import { diskStore } from '../../apps/partner-sandbox/drop/disk-store.ts';
import { createDropSandbox } from '../../apps/partner-sandbox/drop/drop-sandbox.ts';
import { s3Store } from '../../apps/partner-sandbox/drop/s3-store.ts';
import { startSftpServer } from '../../apps/partner-sandbox/drop/sftp-server.ts';
import type { Store } from '../../apps/partner-sandbox/drop/store.ts';
import type { DropS3Connection, DropSftpConnection } from '../partner-connections.ts';

export type DropConnection = DropS3Connection | DropSftpConnection;

/** `store`: the partner's own way into the folder. */
export interface TestDrop {
  readonly connection: DropConnection;
  readonly store: Store;
  readonly sandbox: ReturnType<typeof createDropSandbox>;
}

/** A new folder in a bucket of the tests' S3, with the sandbox behind it. */
export async function openTestS3(): Promise<TestDrop> {
  const { endpoint, region, accessKeyId, secretAccessKey } = inject('s3');
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
  onTestFinished(() => client.destroy());
  const bucket = `drop-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const store = s3Store(client, bucket, 'fermata/in/');
  return {
    connection: {
      kind: 'drop-s3',
      url: `${endpoint}/${bucket}/fermata/in`,
      s3: { region, accessKeyId, secretAccessKey },
      allowedHosts: [new URL(endpoint).host],
    },
    store,
    sandbox: createDropSandbox(store),
  };
}

/** A new folder of an SFTP server on loopback, with the sandbox behind it. */
export async function openTestSftp(): Promise<
  TestDrop & { connection: DropSftpConnection; loginAttempts: () => number }
> {
  const root = await mkdtemp(join(tmpdir(), 'fermata-sftp-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'fermata', 'in'), { recursive: true });
  const account = { username: 'fermata', password: `password-${randomUUID()}` };
  const server = await startSftpServer(root, account);
  onTestFinished(() => server.close());
  const store = diskStore(join(root, 'fermata', 'in'));
  return {
    connection: {
      kind: 'drop-sftp',
      url: `sftp://127.0.0.1:${server.port}/fermata/in`,
      sftp: { ...account, hostKey: server.hostKey },
      allowedHosts: [`127.0.0.1:${server.port}`],
    },
    store,
    sandbox: createDropSandbox(store),
    loginAttempts: server.loginAttempts,
  };
}
