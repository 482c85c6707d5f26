import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { context, propagation, trace, TraceFlags } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ReleasedVersion } from '@fermata/contracts/values';
import { closedCircuits } from '../testing/closed-circuits.ts';
import { memoryCalls, neverPaused } from '../testing/memory-calls.ts';
import { memoryRegistry } from '../testing/memory-registry.ts';
import { sampleVersion } from '../testing/sample-version.ts';
import type { PartnerAuthority } from './assert-authorised.ts';
import { createIntegrationActivities } from './create-integration-activities.ts';

const API_KEY = 'key-of-the-connector-tests';
// Only for slow machines.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
const eventually = <T>(ask: () => T | Promise<T>) =>
  expect.poll(ask, { timeout: 15_000, interval: 20 });
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const hex = (): string => randomBytes(12).toString('hex');

// The real sandbox shop, in its own process, used only through its HTTP API.
let shop: { child: ChildProcess; url: string; dataDir: string };
const stored = new Map<string, Uint8Array>();
const assets = {
  reads: [] as string[],
  async get(projectId: string, sha256: string): Promise<Uint8Array> {
    assets.reads.push(sha256);
    const bytes = stored.get(`${projectId}/${sha256}`);
    if (!bytes) throw new Error(`no asset ${sha256}`);
    return bytes;
  },
};
/** A catalogue that knows every release as approved. */
const authority: PartnerAuthority = {
  offerIssue: () => Promise.resolve(null),
  offeredVersion: ({ version }) => Promise.resolve({ version, metadataVersion: 1 }),
  waitReason: () => Promise.resolve(null),
  updateDecision: () =>
    Promise.resolve({ issue: null, version: sampleVersion, waitsForResume: true }),
  lostTerritories: () => Promise.resolve([]),
  takedownIssue: () => Promise.resolve(null),
  releaseDate: () => Promise.resolve('2027-03-01'),
  releaseOf: (_partner, partnerReference) =>
    Promise.resolve({
      projectId: 'default',
      releaseId: reserved.get(partnerReference) ?? 'rel_000000000000000000000000',
    }),
};
const asked = {
  type: 'release.requested',
  timestamp: '2027-03-01T08:00:00.000Z',
  data: { requestId: 'request-1', trackId: `trk_${'0'.repeat(24)}` },
};
const commission = {
  type: 'order.requested',
  timestamp: '2027-03-01T08:00:00.000Z',
  data: {
    orderId: 'order-9',
    brief: { text: 'a warm bed' },
    deadline: '2027-03-08T08:00:00.000Z',
  },
};
const commissioned = {
  ...{ partner: 'sandbox', orderId: 'order-9', webhookId: 'order', projectId: 'default' },
  requestedTrack: null,
  answers: [
    {
      ...{ answer: 'delivered' as const, trackId: `trk_${'0'.repeat(24)}` },
      ...{ releaseId: 'rel_1', reference: 'prt_1', reason: 'the track is delivered' },
      answeredAt: '2027-03-02T08:00:00.000Z',
    },
  ],
};
const deps = () => ({
  catalogue: memoryRegistry(),
  managedPartners: { findByName: () => Promise.resolve(null) },
  pauses: neverPaused,
  calls: memoryCalls(),
  secrets: { open: (sealed: string) => sealed },
  partnerHosts: [],
  circuits: closedCircuits,
  authority,
  holds: { find: () => Promise.resolve(null) },
  inbox: {
    find: (_partner: string, webhookId: string) =>
      Promise.resolve(
        webhookId === 'forged' ? null : JSON.stringify(webhookId === 'order' ? commission : asked),
      ),
  },
  orders: { find: () => Promise.resolve(commissioned) },
  requests: {
    find: () =>
      Promise.resolve({
        webhookId: 'msg_1',
        answer: {
          answer: 'refused' as const,
          code: 'ended' as const,
          reason: 'the track has ended (cancelled)',
          answeredAt: '2027-03-01T08:00:01.000Z',
        },
      }),
  },
});
/** The release of each reference that the partner has given. */
const reserved = new Map<string, string>();
const activities = (changes: Partial<ReturnType<typeof deps>> = {}) =>
  createIntegrationActivities({
    ...deps(),
    ...changes,
    partners: { sandbox: { kind: 'http-v1', url: shop.url, apiKey: API_KEY } },
    assets,
  });

async function startShop(
  dataDir: string,
): Promise<{ child: ChildProcess; url: string; dataDir: string }> {
  const main = fileURLToPath(new URL('../../apps/partner-sandbox/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      SANDBOX_PORT: '0',
      SANDBOX_DATA: dataDir,
      SANDBOX_API_KEY: API_KEY,
      SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:9/unused',
      SANDBOX_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}`,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    child,
    url: z.object({ listening: z.string() }).parse(JSON.parse(z.string().parse(line))).listening,
    dataDir,
  };
}

async function askShop(
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${shop.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return z.record(z.string(), z.unknown()).parse(await response.json());
}
const stats = (releaseId: string) => askShop(`/v1/stats?releaseId=${releaseId}`);
const injectFault = (on: string, kind: string, more: Record<string, unknown> = {}) =>
  askShop('/sandbox/switches', 'POST', { faults: [{ on, kind, ...more }] });

/** A FLAC header that states 30 s, and an MP3 without audio. */
function makeVersion(title: string): { projectId: string; version: ReleasedVersion } {
  const info = Buffer.alloc(34);
  info.writeBigUInt64BE((48_000n << 44n) | (1n << 41n) | (23n << 36n) | 1_440_000n, 10);
  const flac = Buffer.concat([
    Buffer.from('fLaC'),
    Buffer.from([0x80, 0, 0, 34]),
    info,
    randomBytes(200_000),
  ]);
  const mp3 = randomBytes(50_000);
  for (const bytes of [flac, mp3]) stored.set(`default/${sha256Of(bytes)}`, bytes);
  return {
    projectId: 'default',
    version: ReleasedVersion.parse({
      version: 1,
      versionSha256: sha256Of(randomBytes(8)),
      title,
      metadata: sampleVersion.metadata,
      durationSeconds: 30,
      pcmSha256: sha256Of(randomBytes(8)),
      recipeId: sha256Of(randomBytes(8)),
      aiDisclosure: 'all',
      credits: [{ name: 'Ada', role: 'producer' }],
      tags: ['lo-fi', 'x'.repeat(100)],
      files: [
        {
          sha256: sha256Of(flac),
          kind: 'delivery-flac',
          mediaType: 'audio/flac',
          bytes: flac.length,
        },
        { sha256: sha256Of(mp3), kind: 'delivery-mp3', mediaType: 'audio/mpeg', bytes: mp3.length },
      ],
    }),
  };
}
const release = (title = 'Night Bus') => ({
  partner: 'sandbox',
  trackId: `trk_${hex()}`,
  releaseId: `rel_${hex()}`,
  ...makeVersion(title),
});
type Release = ReturnType<typeof release>;

const quiet = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const environmentOf = (): MockActivityEnvironment =>
  new MockActivityEnvironment({}, { logger: quiet });
const run = <I, R>(
  activity: (input: I) => Promise<R>,
  input: I,
  environment = environmentOf(),
): Promise<R> => environment.run(activity, input);
const reserve = async (target: Release, key = `${target.releaseId}/sandbox/reserve`) => {
  const answer = await run(activities().reserve, { ...target, idempotencyKey: key });
  reserved.set(answer.partnerReference, target.releaseId);
  return answer;
};
const deliver = (
  target: Release,
  partnerReference: string,
  environment?: MockActivityEnvironment,
) =>
  run(
    activities().deliver,
    {
      ...target,
      partnerReference,
      idempotencyKey: `${target.releaseId}/sandbox/deliver`,
    },
    environment,
  );
const confirm = (target: Release, partnerReference: string) =>
  run(activities().confirm, {
    ...target,
    partnerReference,
    idempotencyKey: `${target.releaseId}/sandbox/confirm`,
  });
/** The catalogue has these changes of the version as an amendment. */
const update = (
  target: Release,
  partnerReference: string,
  metadataVersion: number,
  changes: Partial<ReleasedVersion>,
  ownDeps: Partial<ReturnType<typeof deps>> = {},
) => {
  const version = { ...target.version, ...changes };
  const { update: send } = activities({
    ...ownDeps,
    authority: {
      ...authority,
      updateDecision: () => Promise.resolve({ issue: null, version, waitsForResume: true }),
    },
  });
  return run(send, { ...target, partnerReference, metadataVersion });
};
const sendTakedown = (target: Release, partnerReference: string) =>
  run(activities().sendTakedown, {
    ...target,
    partnerReference,
    withdrawalId: null,
    reason: 'Withdrawn\nby Ada',
    idempotencyKey: `${target.releaseId}/sandbox/withdraw`,
  });
const ask = (partnerReference: string) =>
  run(activities().askPartner, { projectId: 'default', partner: 'sandbox', partnerReference });
const find = (releaseId: string) =>
  run(activities().findReservations, { projectId: 'default', partner: 'sandbox', releaseId });

async function failureOf(promise: Promise<unknown>): Promise<{
  type: string | null | undefined;
  stops: boolean | null | undefined;
  message: string;
  delay: unknown;
}> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApplicationFailure))
    throw new Error(`not an ApplicationFailure: ${String(error)}`);
  return {
    type: error.type,
    stops: error.nonRetryable,
    message: error.message,
    delay: error.nextRetryDelay,
  };
}

beforeAll(async () => {
  shop = await startShop(mkdtempSync(join(tmpdir(), 'fermata-connector-')));
});
beforeEach(async () => {
  assets.reads = [];
  await askShop('/sandbox/switches', 'DELETE');
  await askShop('/sandbox/switches', 'POST', { answerDelayMs: 0, takedownDelayMs: 0 });
});
afterAll(async () => {
  shop.child.kill('SIGKILL');
  await once(shop.child, 'exit');
  rmSync(shop.dataDir, { recursive: true, force: true });
});

describe('with the real sandbox', () => {
  test('after a lost answer each step asks before it sends anything again', async () => {
    const target = release('Lost Answers');
    const key = { idempotencyKey: 'another-key' };
    // The catalogue knows that a call of each step was sent.
    const calls = { ...memoryCalls(), begin: () => Promise.resolve(false) };
    const later = () => activities({ calls });
    const { partnerReference } = await reserve(target);
    expect(await run(later().reserve, { ...target, ...key })).toEqual({ partnerReference });
    await deliver(target, partnerReference);
    await eventually(async () => (await ask(partnerReference)).state).toBe('accepted');
    const live = await confirm(target, partnerReference);
    const about = { ...target, partnerReference, ...key };
    expect(await run(later().confirm, about)).toEqual(live);
    await update(target, partnerReference, 2, { title: 'Late Rain' });
    // The shop would refuse another content for the version that it shows.
    await update(target, partnerReference, 2, { title: 'Other' }, { calls });
    await sendTakedown(target, partnerReference);
    await run(later().sendTakedown, { ...about, withdrawalId: null, reason: 'again' });
    expect(await stats(target.releaseId)).toMatchObject({
      ...{ reservations: 1, confirmations: 1, takedowns: 1, replays: 0 },
    });
  });

  test('reserve, deliver, ask, confirm, take down: each has one effect, however often it is repeated', async () => {
    const target = release('Night\nBus');
    target.version.territories = ['DE'];
    const { partnerReference } = await reserve(target);
    expect(await reserve(target)).toEqual({ partnerReference });
    const total = target.version.files.reduce((sum, file) => sum + file.bytes, 0);
    expect(await deliver(target, partnerReference)).toEqual({
      files: 2,
      uploaded: 2,
      bytes: total,
      metadataVersion: 1,
    });
    await eventually(async () => (await ask(partnerReference)).state).toBe('accepted');
    expect(await deliver(target, partnerReference)).toEqual({
      files: 2,
      uploaded: 0,
      bytes: total,
      metadataVersion: 1,
    });
    const live = { state: 'live', url: `${shop.url}/#${partnerReference}` };
    expect([
      await confirm(target, partnerReference),
      await confirm(target, partnerReference),
    ]).toEqual([live, live]);
    expect(await stats(target.releaseId)).toMatchObject({
      reservations: 1,
      uploads: 2,
      deliveries: 1,
      confirmations: 1,
      live: 1,
      replays: 3,
    });
    expect(await askShop(`/v1/reservations/${partnerReference}`)).toMatchObject({
      title: 'Night Bus',
      files: [{ name: 'master.flac' }, { name: 'master.mp3' }],
    });

    expect([
      await sendTakedown(target, partnerReference),
      await sendTakedown(target, partnerReference),
    ]).toEqual([{ state: 'taking-down' }, { state: 'taking-down' }]);
    await eventually(() => ask(partnerReference)).toEqual({
      partnerReference,
      state: 'taken-down',
      detail: null,
    });
    expect(await stats(target.releaseId)).toMatchObject({ takedowns: 1, live: 0 });
  });

  test('amended metadata is shown with its version; what is refused leaves the earlier metadata', async () => {
    const target = release();
    const { partnerReference } = await reserve(target);
    await deliver(target, partnerReference);
    await eventually(async () => (await ask(partnerReference)).state).toBe('accepted');
    expect(await failureOf(update(target, partnerReference, 2, {}))).toMatchObject({
      ...{ type: 'PartnerRefusedError', stops: true },
      message: expect.stringContaining('wrong-state') as string,
    });
    await confirm(target, partnerReference);
    expect(await ask(partnerReference)).toMatchObject({ state: 'live', metadataVersion: 1 });

    const changed = { title: 'Late Rain', territories: ['AT', 'CH'] };
    await update(target, partnerReference, 2, changed);
    await update(target, partnerReference, 2, changed);
    expect(await ask(partnerReference)).toMatchObject({ state: 'live', metadataVersion: 2 });
    expect(await askShop(`/v1/reservations/${partnerReference}`)).toMatchObject({
      title: 'Late Rain',
    });
    expect(await (await fetch(shop.url)).text()).toMatch(
      /released 2027-03-01.* · sold in AT, CH · metadata version 2/,
    );

    const explicit = { metadata: { ...target.version.metadata, explicit: true } };
    expect(await failureOf(update(target, partnerReference, 3, explicit))).toMatchObject({
      ...{ type: 'PartnerRefusedError', stops: true },
      message: expect.stringContaining('explicit-without-words') as string,
    });
    expect(
      await failureOf(update(target, partnerReference, 2, { title: 'Another' })),
    ).toMatchObject({ message: expect.stringContaining('stale-metadata') as string });
    expect(await ask(partnerReference)).toMatchObject({ state: 'live', metadataVersion: 2 });

    await injectFault('update', 'lost');
    const later = { title: 'Later' };
    expect(await failureOf(update(target, partnerReference, 3, later))).toMatchObject({
      stops: false,
    });
    await update(target, partnerReference, 3, later);
    expect(await ask(partnerReference)).toMatchObject({ state: 'live', metadataVersion: 3 });
    await sendTakedown(target, partnerReference);
    expect(await failureOf(update(target, partnerReference, 4, {}))).toMatchObject({
      type: 'PartnerRefusedError',
    });
  });

  test('another key for each attempt would make another reservation', async () => {
    const target = release();
    await reserve(target, hex());
    await reserve(target, hex());
    expect(await stats(target.releaseId)).toMatchObject({ reservations: 2 });
  });

  test('a reservation whose response was lost is found by its release and taken down', async () => {
    const target = release();
    expect(await find(target.releaseId)).toEqual([]);
    await injectFault('reserve', 'lost');
    expect((await failureOf(reserve(target))).type).toBe('PartnerFailingError');
    const [found, ...others] = await find(target.releaseId);
    expect([found?.state, others]).toEqual(['reserved', []]);
    expect(await reserve(target)).toEqual({ partnerReference: found?.partnerReference });
    expect(await sendTakedown(target, found?.partnerReference ?? '')).toEqual({
      state: 'taken-down',
    });
  });

  test('a reservation that is only recovered is asked for first, and assigns no UPC', async () => {
    const target = release();
    const catalogue = memoryRegistry();
    const recovering = createIntegrationActivities({
      ...{ ...deps(), catalogue, assets },
      calls: { ...memoryCalls(), isBegun: () => Promise.resolve(true) },
      partners: { sandbox: { kind: 'http-v1', url: shop.url, apiKey: API_KEY } },
    });
    const recover = (idempotencyKey: string) =>
      run(recovering.reserve, { ...target, idempotencyKey, recovers: true });
    const { partnerReference } = await recover(hex());
    const { projectId, releaseId } = target;
    expect(await catalogue.identifiers.find({ projectId, kind: 'upc', subject: releaseId })).toBe(
      null,
    );
    // Another key would make another one.
    expect(await recover(hex())).toEqual({ partnerReference });
    expect(await stats(releaseId)).toMatchObject({ reservations: 1 });
  });

  test('nothing is reserved to recover a reference that no request has asked for', async () => {
    const target = release('Never Sent');
    const recovering = run(activities().reserve, {
      ...{ ...target, idempotencyKey: hex(), recovers: true },
    });
    await expect(recovering).rejects.toMatchObject({
      type: 'NothingSentError',
      nonRetryable: true,
    });
    expect(await stats(target.releaseId)).toMatchObject({ reservations: 0 });
  });

  test('a rejection has its reason', async () => {
    const target = release('Rain [reject]');
    const { partnerReference } = await reserve(target);
    await deliver(target, partnerReference);
    await eventually(() => ask(partnerReference)).toMatchObject({
      state: 'rejected',
      detail: expect.stringContaining('editorial: '),
    });
    expect(await failureOf(confirm(target, partnerReference))).toMatchObject({
      type: 'PartnerRefusedError',
      stops: true,
      message: expect.stringContaining('confirm at sandbox: 409 wrong-state'),
    });
  });

  test('an interrupted delivery uploads only what is missing', async () => {
    const target = release();
    const { partnerReference } = await reserve(target);
    const [flac, mp3] = target.version.files;
    stored.delete(`default/${mp3?.sha256}`);
    await expect(deliver(target, partnerReference)).rejects.toThrow('no asset');
    stored.set(`default/${mp3?.sha256}`, randomBytes(1));
    expect(await failureOf(deliver(target, partnerReference))).toMatchObject({
      type: 'PartnerBadAnswerError',
    });
    expect(assets.reads.filter((sha256) => sha256 === flac?.sha256)).toHaveLength(1);
  });

  test.each(['error', 'lost', 'hang-up', 'busy'])(
    '[%s] at every step: retried by the same key, nothing is doubled',
    async (marker) => {
      const target = release(`Faulty [${marker}]`);
      async function retried<T>(attempt: () => Promise<T>): Promise<T> {
        for (let left = 6; ; left -= 1) {
          try {
            return await attempt();
          } catch (error) {
            if (left === 0 || !(error instanceof ApplicationFailure) || error.nonRetryable)
              throw error;
          }
        }
      }
      const { partnerReference } = await retried(() => reserve(target));
      await retried(() => deliver(target, partnerReference));
      await eventually(async () => (await ask(partnerReference)).state).toBe('accepted');
      await retried(() => confirm(target, partnerReference));
      await retried(() => sendTakedown(target, partnerReference));
      await eventually(async () => (await ask(partnerReference)).state).toBe('taken-down');
      expect(await stats(target.releaseId)).toMatchObject({
        reservations: 1,
        uploads: 2,
        deliveries: 1,
        confirmations: 1,
        takedowns: 1,
      });
    },
  );

  test('busy: retried after the delay that the partner requests', async () => {
    await injectFault('reserve', 'busy', { retryAfterSeconds: 42 });
    expect(await failureOf(reserve(release()))).toMatchObject({
      type: 'PartnerBusyError',
      stops: false,
      delay: 42_000,
    });
  });

  test('a killed shop is unreachable, and has lost nothing after its restart', async () => {
    const target = release();
    const { partnerReference } = await reserve(target);
    shop.child.kill('SIGKILL');
    await once(shop.child, 'exit');
    expect(await failureOf(ask(partnerReference))).toMatchObject({
      type: 'PartnerUnreachableError',
      stops: false,
    });
    shop = await startShop(shop.dataDir);
    expect(await reserve(target)).toEqual({ partnerReference });
    expect(await stats(target.releaseId)).toMatchObject({ reservations: 1 });
  });

  test('an outage ends a call after a day, and one of a takedown at its own limit', async () => {
    const down = createIntegrationActivities({
      ...deps(),
      partners: { sandbox: { kind: 'http-v1', url: 'http://127.0.0.1:9', apiKey: API_KEY } },
      assets,
    });
    const find = (hours: number, limit: { giveUpAfterSeconds?: number } = {}) => {
      const currentAttemptScheduledTimestampMs = Date.now();
      const scheduledTimestampMs = currentAttemptScheduledTimestampMs - hours * 3_600_000;
      const attempt = { scheduledTimestampMs, currentAttemptScheduledTimestampMs };
      return failureOf(
        run(
          down.findReservations,
          { projectId: 'default', partner: 'sandbox', releaseId: `rel_${hex()}`, ...limit },
          new MockActivityEnvironment(attempt, { logger: quiet }),
        ),
      );
    };
    const week = { giveUpAfterSeconds: 7 * 24 * 3600 };
    const gaveUp = (after: string) => ({
      stops: true,
      message: expect.stringMatching(new RegExp(`given up after ${after}$`)) as unknown,
    });
    expect(await find(23)).toMatchObject({ type: 'PartnerUnreachableError', stops: false });
    expect(await find(25)).toMatchObject(gaveUp('a day'));
    expect(await find(25, week)).toMatchObject({ stops: false });
    expect(await find(169, week)).toMatchObject(gaveUp('604800 s'));
  });

  test('a wrong key is final, and not a rejection of the track', async () => {
    const other = createIntegrationActivities({
      ...deps(),
      partners: { sandbox: { kind: 'http-v1', url: shop.url, apiKey: 'wrong' } },
      assets,
    });
    expect(
      await failureOf(
        run(other.findReservations, {
          ...{ projectId: 'default', partner: 'sandbox' },
          releaseId: `rel_${hex()}`,
        }),
      ),
    ).toMatchObject({ type: 'PartnerKeyRefusedError', stops: true });
  });

  test('an unknown partner and invalid input are refused before anything is sent', async () => {
    expect(
      await failureOf(
        run(activities().askPartner, {
          ...{ projectId: 'default', partner: 'elsewhere', partnerReference: 'x' },
        }),
      ),
    ).toMatchObject({ type: 'PartnerUnknownError', stops: true });
    expect(
      await failureOf(
        run(activities().askPartner, {
          ...{ projectId: 'default', partner: 'constructor', partnerReference: 'x' },
        }),
      ),
    ).toMatchObject({ type: 'PartnerUnknownError', stops: true });
    expect(
      await failureOf(
        run(activities().askPartner, {
          ...{ projectId: 'default', partner: 'sandbox', partnerReference: '../stats' },
        }),
      ),
    ).toMatchObject({ type: 'BadInputError', stops: true });
    expect(
      await failureOf(
        run(activities().confirm, {
          ...release(),
          partnerReference: 'x',
          idempotencyKey: '',
        }),
      ),
    ).toMatchObject({ type: 'BadInputError', stops: true });
  });

  test('uploads send heartbeats with their progress', async () => {
    const target = release();
    const { partnerReference } = await reserve(target);
    const environment = environmentOf();
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    await deliver(target, partnerReference, environment);
    expect(beats).toEqual([
      { percent: 0, task: 'uploading master.flac' },
      { percent: 50, task: 'uploading master.mp3' },
      { percent: 100, task: 'uploaded' },
    ]);
  });

  test('a cancellation ends the request and the activity as cancelled', async () => {
    await injectFault('reserve', 'slow', { delayMs: 60_000 });
    const target = release();
    const environment = environmentOf();
    const reserving = run(
      activities().reserve,
      { ...target, idempotencyKey: target.releaseId },
      environment,
    );
    const ended = reserving.then(
      () => undefined,
      (error: unknown) => error,
    );
    await eventually(() => stats(target.releaseId)).toMatchObject({ reservations: 1 });
    environment.cancel('CANCELLED');
    expect(await ended).toBeInstanceOf(CancelledFailure);
  });
});

describe('a partner that breaks the contract', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const seen: IncomingMessage[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      request.resume();
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}/base/`;
  });
  beforeEach(() => {
    seen.length = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const askIt = (answerTimeoutMs = 15_000) => {
    const strange = createIntegrationActivities({
      ...deps(),
      partners: { strange: { kind: 'http-v1', url, apiKey: API_KEY } },
      assets,
      answerTimeoutMs,
    });
    return run(strange.askPartner, {
      ...{ projectId: 'default', partner: 'strange', partnerReference: 'prt_1' },
    });
  };
  const json =
    (body: unknown, status = 200) =>
    (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
  const good = {
    reference: 'prt_1',
    releaseId: 'rel_1',
    state: 'live',
    code: null,
    reason: null,
    files: [],
  };

  test('a delivery names its date and year, and the territories unless it may be sold everywhere', async () => {
    const bodies: string[] = [];
    answer = (request, response) => {
      let body = '';
      request
        .on('data', (chunk: Buffer) => {
          body += chunk.toString();
        })
        .on('end', () => {
          if (request.method === 'POST') bodies.push(body);
          json(
            request.method === 'POST'
              ? { reference: 'prt_1', state: 'delivered' }
              : { ...good, state: 'delivered' },
          )(request, response);
        });
    };
    const { deliver: deliverWithTerritories } = createIntegrationActivities({
      ...deps(),
      partners: { strange: { kind: 'http-v1', url, apiKey: API_KEY } },
      assets,
    });
    const target = release();
    const { version } = target;
    reserved.set('prt_1', target.releaseId);
    for (const sold of [version, { ...version, territories: ['DE', 'FR'] }])
      await run(deliverWithTerritories, {
        ...target,
        partner: 'strange',
        partnerReference: 'prt_1',
        version: sold,
        idempotencyKey: hex(),
      });
    const Metadata = z.object({
      territories: z.array(z.string()).optional(),
      releaseDate: z.string(),
      year: z.number(),
    });
    const metadata = bodies.map(
      (body) => z.object({ metadata: Metadata }).parse(JSON.parse(body)).metadata,
    );
    const date = { releaseDate: '2027-03-01', year: 2026 };
    expect(metadata).toEqual([date, { ...date, territories: ['DE', 'FR'] }]);
  });

  test('a base address may have a path, and unknown fields are ignored', async () => {
    answer = json({ ...good, colour: 'blue' });
    expect(await askIt()).toEqual({ partnerReference: 'prt_1', state: 'live', detail: null });
    expect(seen[0]?.headers['fermata-schema-version']).toBe('2');
    expect([seen[0]?.url, seen[0]?.headers.authorization]).toEqual([
      '/base/v1/reservations/prt_1',
      `Bearer ${API_KEY}`,
    ]);
  });
  test.each<[string, unknown]>([
    ['another reservation', { ...good, reference: 'prt_2' }],
    ['an unknown state', { ...good, state: 'sold' }],
    ['a list', []],
    ['a missing field', { reference: 'prt_1' }],
    ['a long reason', { ...good, reason: 'x'.repeat(501) }],
  ])('%s stops', async (_what, body) => {
    answer = json(body);
    expect(await failureOf(askIt())).toMatchObject({ type: 'PartnerBadAnswerError', stops: true });
  });
  test('HTML, an empty and an endless answer are final', async () => {
    answer = (_request, response) => {
      response.end('<html>');
    };
    expect(await failureOf(askIt())).toMatchObject({ type: 'PartnerBadAnswerError' });
    answer = (_request, response) => {
      response.writeHead(204).end();
    };
    expect(await failureOf(askIt())).toMatchObject({ type: 'PartnerBadAnswerError' });
    let sent = 0;
    answer = (_request, response) => {
      const more = (): void => {
        while (!response.destroyed && (sent += 65_536) && response.write(Buffer.alloc(65_536, 32)));
      };
      response.on('drain', more);
      more();
    };
    expect(await failureOf(askIt())).toMatchObject({
      type: 'PartnerBadAnswerError',
      message: expect.stringContaining('larger than 1048576 bytes'),
    });
    // The endless answer is not read further; the rest stays in socket buffers.
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });
  test('a redirect is not followed, so the key is not sent elsewhere', async () => {
    answer = (_request, response) => {
      response.writeHead(307, { location: `${url}elsewhere` }).end();
    };
    expect(await failureOf(askIt())).toMatchObject({ type: 'PartnerRedirectedError', stops: true });
    expect(seen).toHaveLength(1);
  });
  test('no answer is a timeout, and so is an answer that stalls', async () => {
    answer = () => undefined;
    expect(await failureOf(askIt(300))).toMatchObject({
      type: 'PartnerTimeoutError',
      stops: false,
      message: expect.stringContaining('0.3 s'),
    });
    answer = (_request, response) => {
      response.writeHead(200).write('{');
    };
    expect(await failureOf(askIt(300))).toMatchObject({
      type: 'PartnerTimeoutError',
      stops: false,
    });
  });
  test('a truncated answer counts as unreachable', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{');
      setImmediate(() => response.destroy());
    };
    expect(await failureOf(askIt())).toMatchObject({
      type: 'PartnerUnreachableError',
      stops: false,
    });
  });
  test('reservations of another release are refused', async () => {
    answer = json({ reservations: [good] });
    const strange = createIntegrationActivities({
      ...deps(),
      partners: { strange: { kind: 'http-v1', url, apiKey: API_KEY } },
      assets,
    });
    expect(
      await failureOf(
        run(strange.findReservations, {
          ...{ projectId: 'default', partner: 'strange' },
          releaseId: `rel_${hex()}`,
        }),
      ),
    ).toMatchObject({ type: 'PartnerBadAnswerError', stops: true });
  });
  test('an error without a problem document is classified by its status', async () => {
    answer = (_request, response) => {
      response.writeHead(502).end('Bad gateway');
    };
    expect(await failureOf(askIt())).toMatchObject({
      type: 'PartnerFailingError',
      stops: false,
      message: 'ask at strange: 502: no reason given',
    });
  });
  test('the trace context is sent with the request', async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    answer = json(good);
    const span = trace.wrapSpanContext({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: TraceFlags.SAMPLED,
    });
    await context.with(trace.setSpan(context.active(), span), () => askIt());
    context.disable();
    propagation.disable();
    expect(seen[0]?.headers['traceparent']).toBe(
      '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    );
  });
});

describe('the answer to a request', () => {
  test('reaches the partner once, and only if the inbox has the request', async () => {
    const { answerRequest } = activities();
    const input = { partner: 'sandbox', webhookId: 'msg_1' };
    expect(await run(answerRequest, input)).toEqual({ answer: 'refused' });
    await run(answerRequest, input);
    const response = await fetch(`${shop.url}/v1/answers?requestId=request-1`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    expect(await response.json()).toMatchObject({
      answers: [
        { type: 'release.refused', code: 'ended', reason: 'the track has ended (cancelled)' },
      ],
    });
    expect(
      await failureOf(run(answerRequest, { partner: 'sandbox', webhookId: 'forged' })),
    ).toMatchObject({ type: 'NotAuthorisedError' });
  });

  test('an answer to an order has its own fields, and must be in the catalogue', async () => {
    const { answerOrder } = activities();
    const input = { partner: 'sandbox', webhookId: 'order', answer: 'delivered' as const };
    for (let repeat = 0; repeat < 2; repeat++)
      expect(await run(answerOrder, input)).toEqual({ answer: 'delivered' });
    const response = await fetch(`${shop.url}/v1/orders/order-9/answers`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    expect(await response.json()).toMatchObject({
      answers: [
        {
          type: 'order.delivered',
          data: { orderId: 'order-9', releaseId: 'rel_1', reference: 'prt_1' },
        },
      ],
    });
    for (const wrong of [
      { ...input, answer: 'ended' as const },
      { ...input, webhookId: 'msg_1' },
      { ...input, webhookId: 'forged' },
    ])
      expect(await failureOf(run(answerOrder, wrong))).toMatchObject({
        type: 'NotAuthorisedError',
      });
  });
});
