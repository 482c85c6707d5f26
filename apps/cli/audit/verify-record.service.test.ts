import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, inject, onTestFinished, test } from 'vitest';
import {
  FIRST_PREVIOUS_SHA256,
  sha256Hex,
  SignedCheckpoint,
  storedBytesOf,
} from '@fermata/contracts/values';
import { nextCheckpoint, openCatalogue, openCheckpointSigner } from '@fermata/prisma';
import { openAssetStore, openCheckpointStore } from '@fermata/storage';
import { freshDatabase } from '../../../test/fresh-database.ts';
import { verifyRecord } from './verify-record.ts';

const newSigner = () =>
  openCheckpointSigner(
    generateKeyPairSync('ed25519')
      .privateKey.export({ format: 'der', type: 'pkcs8' })
      .toString('base64'),
  );

const keyOf = (number: number): string => `checkpoint/${String(number).padStart(12, '0')}.json`;

/** A log of six events with three checkpoints about the positions 2, 4 and 6. */
async function recorded() {
  const { databaseUrl } = await freshDatabase();
  const catalogue = await openCatalogue({ databaseUrl });
  onTestFinished(() => catalogue.close());
  const s3 = { ...inject('s3'), bucket: `test-${randomUUID()}` };
  const assets = openAssetStore(s3);
  await assets.ensureBucket();
  assets.close();
  const store = openCheckpointStore(s3);
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: s3.region,
    credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
    forcePathStyle: true,
  });
  onTestFinished(() => {
    store.close();
    client.destroy();
  });
  const signer = newSigner();
  let previous: Parameters<typeof nextCheckpoint>[0] = null;
  for (let position = 1; position <= 6; position += 1) {
    const { hash } = await catalogue.events.appendNext({
      projectId: 'default',
      stream: 'project/default',
      type: 'access.denied',
      data: { request: 'GET /v1/tracks', detail: String(position) },
      occurredAt: new Date().toISOString(),
      actor: 'act_nobody',
      workflowId: null,
      runId: null,
    });
    if (position % 2 === 1) continue;
    const checkpoint = signer.sign(nextCheckpoint(previous, { position, hash }, new Date()));
    const bytes = storedBytesOf(checkpoint);
    await store.put(checkpoint.number, bytes);
    previous = { checkpoint, sha256: sha256Hex(bytes) };
  }
  const stored = await store.readAll();
  const verify = (
    options: { publicKeys?: string[]; known?: typeof stored } = {},
  ): ReturnType<typeof verifyRecord> =>
    verifyRecord({ catalogue, store, publicKeys: [signer.publicKey], ...options });
  return {
    catalogue,
    signer,
    stored,
    verify,
    kinds: async (options?: Parameters<typeof verify>[0]) =>
      (await verify(options)).issues.map(({ kind, position }) => [kind, position]),
    remove: (number: number) =>
      client.send(new DeleteObjectCommand({ Bucket: s3.bucket, Key: keyOf(number) })),
    replace: (number: number, bytes: Uint8Array) =>
      client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: keyOf(number), Body: bytes })),
  };
}

test('a log and its checkpoints that nobody touched have no issue', async () => {
  const { verify, stored, catalogue } = await recorded();
  expect(await verify({ known: stored })).toEqual({
    events: 6,
    streams: 1,
    checkpoints: 3,
    issues: [],
  });
  expect(await verifyRecord({ catalogue, store: null, publicKeys: [] })).toMatchObject({
    checkpoints: null,
    issues: [],
  });
});

test('a missing checkpoint is named', async () => {
  const { verify, remove } = await recorded();
  await remove(2);
  const { issues } = await verify();
  expect(issues).toMatchObject([{ kind: 'checkpoint-missing', detail: 'checkpoint 2 is missing' }]);
});

test('a missing newest checkpoint is named to an auditor who has kept it', async () => {
  const { kinds, remove, stored } = await recorded();
  await remove(3);
  expect(await kinds()).toEqual([]);
  expect(await kinds({ known: stored.slice(2) })).toEqual([['checkpoint-missing', 6]]);
});

test('a checkpoint that was changed is named', async () => {
  const { kinds, replace, stored } = await recorded();
  const second = SignedCheckpoint.parse(JSON.parse(new TextDecoder().decode(stored[1]?.bytes)));
  const changed = { ...second, position: 3 };
  await replace(2, storedBytesOf(changed));
  expect(await kinds()).toEqual([['checkpoint-forged', null]]);
});

test('a checkpoint that another key signed is named', async () => {
  const { catalogue, kinds, replace } = await recorded();
  const end = await catalogue.audit.point(6);
  if (end === null) throw new Error('the log is empty');
  const forged = newSigner().sign({
    ...nextCheckpoint(null, end, new Date()),
    number: 3,
    previousSha256: FIRST_PREVIOUS_SHA256,
  });
  await replace(3, storedBytesOf(forged));
  expect(await kinds()).toEqual([['checkpoint-forged', null]]);
});

test('a genuine checkpoint in the place of another is named', async () => {
  const { kinds, replace, stored } = await recorded();
  await replace(2, stored[0]?.bytes ?? new Uint8Array());
  expect(await kinds()).toEqual([['checkpoint-forged', null]]);
});

test('a checkpoint that does not follow the one before is named', async () => {
  const { catalogue, kinds, signer, replace } = await recorded();
  const end = await catalogue.audit.point(6);
  if (end === null) throw new Error('the log is empty');
  const other = signer.sign({ ...nextCheckpoint(null, end, new Date()), number: 3 });
  await replace(3, storedBytesOf(other));
  expect(await kinds()).toEqual([['checkpoint-forged', 6]]);
});

test('an object that is no checkpoint is named', async () => {
  const { kinds, replace } = await recorded();
  await replace(1, new TextEncoder().encode('{"number": 1'));
  expect(await kinds()).toEqual([['checkpoint-forged', null]]);
});
