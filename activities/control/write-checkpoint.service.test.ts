import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { SignedCheckpoint } from '@fermata/contracts/values';
import {
  openCatalogue,
  openCheckpointKeys,
  openCheckpointSigner,
  verifyCheckpoints,
} from '@fermata/prisma';
import { openAssetStore, openCheckpointStore } from '@fermata/storage';
import { freshDatabase } from '../../test/fresh-database.ts';
import { createCheckpointActivities } from './create-checkpoint-activities.ts';

const newKey = (): string =>
  generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64');

const denied = (detail: string): Omit<NewEvent, 'sequence'> & { type: 'access.denied' } => ({
  projectId: 'default',
  stream: 'project/default',
  type: 'access.denied',
  data: { request: 'GET /v1/tracks', detail },
  occurredAt: new Date().toISOString(),
  actor: 'act_nobody',
  workflowId: null,
  runId: null,
});

async function setUp() {
  const database = await freshDatabase();
  const catalogue = await openCatalogue({ databaseUrl: database.databaseUrl });
  onTestFinished(() => catalogue.close());
  const s3 = { ...inject('s3'), bucket: `test-${randomUUID()}` };
  const assets = openAssetStore(s3);
  await assets.ensureBucket();
  assets.close();
  const signer = openCheckpointSigner(newKey());
  const open = (checkpointSigner = signer, checkpointPublicKeys: string[] = []) => {
    const checkpoints = openCheckpointStore(s3);
    onTestFinished(() => checkpoints.close());
    return {
      checkpoints,
      write: createCheckpointActivities({
        catalogue,
        checkpoints,
        checkpointSigner,
        checkpointPublicKeys,
      }).writeCheckpoint,
    };
  };
  return {
    database,
    catalogue,
    signer,
    open,
    ...open(),
    append: (detail: string) =>
      catalogue.events.appendNext(
        denied(detail) as Parameters<typeof catalogue.events.appendNext>[0],
      ),
  };
}

test('each checkpoint confirms the end of the log and follows the one before', async () => {
  const { append, write, checkpoints, signer } = await setUp();
  expect(await write()).toBeNull();
  const first = await append('one');
  expect(await write()).toEqual({ number: 1, position: 1, written: true });
  expect(await write()).toEqual({ number: 1, position: 1, written: false });
  await append('two');
  const third = await append('three');
  expect(await write()).toEqual({ number: 2, position: 3, written: true });
  const stored = await checkpoints.readAll();
  expect(verifyCheckpoints(stored, openCheckpointKeys([signer.publicKey]))).toMatchObject({
    checkpoints: [
      { number: 1, position: 1, hash: first.hash },
      { number: 2, position: 3, hash: third.hash },
    ],
    issues: [],
  });
});

test('race: of ten writers one writes, and all answer alike', async () => {
  const { append, open, checkpoints } = await setUp();
  await append('one');
  const results = await Promise.all(Array.from({ length: 10 }, () => open().write()));
  expect(results.filter((result) => result?.written)).toHaveLength(1);
  expect(new Set(results.map((result) => result?.number))).toEqual(new Set([1]));
  expect(await checkpoints.list({ limit: 10 })).toEqual([1]);
});

test('a log that was rewritten is not confirmed', async () => {
  const { append, write, checkpoints, database, catalogue } = await setUp();
  await append('one');
  await write();
  const { default: pg } = await import('pg');
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(
    "ALTER TABLE event DISABLE TRIGGER ALL; UPDATE event SET hash = repeat('a', 64); " +
      'ALTER TABLE event ENABLE TRIGGER ALL',
  );
  await admin.end();
  await append('two');
  expect((await catalogue.audit.point('last'))?.position).toBe(2);
  await expect(write()).rejects.toThrow('differs from checkpoint 1 at position 1');
  expect(await checkpoints.list({ limit: 10 })).toEqual([1]);
});

test('a last checkpoint of somebody else is not followed', async () => {
  const { append, open, write } = await setUp();
  await append('one');
  await open(openCheckpointSigner(newKey())).write();
  await append('two');
  await expect(write()).rejects.toThrow(
    'checkpoint 1 is not genuine: it is signed with another key',
  );
});

test('a new key goes on where a known earlier key has ended', async () => {
  const { append, open, write, signer, checkpoints } = await setUp();
  await append('one');
  await write();
  await append('two');
  const next = openCheckpointSigner(newKey());
  expect(await open(next, [signer.publicKey]).write()).toMatchObject({ number: 2 });
  const keys = openCheckpointKeys([next.publicKey, signer.publicKey]);
  expect(verifyCheckpoints(await checkpoints.readAll(), keys).issues).toEqual([]);
});

test('a checkpoint is what its schema says', async () => {
  const { append, write, checkpoints } = await setUp();
  await append('one');
  await write();
  const { bytes } = (await checkpoints.last()) ?? { bytes: new Uint8Array() };
  expect(SignedCheckpoint.parse(JSON.parse(new TextDecoder().decode(bytes)))).toMatchObject({
    number: 1,
    previousSha256: '0'.repeat(64),
  });
});
