import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startPartnerSandbox } from '../start-partner-sandbox.ts';
import { webhookReceiver } from './webhook-receiver.ts';

export const API_KEY = 'key-of-the-tests-0123456789';
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');
export const digestOf = (bytes: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

/** A minimal FLAC header that declares the given duration at 48 kHz. `salt` makes its hash unique. */
export function flacOf(seconds: number, salt = randomBytes(8)): Buffer {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(4096, 0);
  info.writeUInt16BE(4096, 2);
  const samples = BigInt(Math.round(seconds * 48_000));
  info.writeBigUInt64BE((48_000n << 44n) | (1n << 41n) | (23n << 36n) | samples, 10);
  return Buffer.concat([Buffer.from('fLaC'), Buffer.from([0x80, 0, 0, 34]), info, salt]);
}

export const reservationOf = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  releaseId: `rel_${randomBytes(6).toString('hex')}`,
  title: 'Night Bus',
  artist: 'Ada',
  durationSeconds: 30,
  versionSha256: sha256Of(randomBytes(8)),
  aiDisclosure: 'all',
  recipeId: sha256Of('recipe'),
  ...fields,
});

export type ShopResponse = { status: number; headers: Headers; body: Record<string, unknown> };

/** A client of the wire contract in docs/partner-api.md. */
export function clientOf(url: string, apiKey = API_KEY) {
  async function send(
    method: string,
    path: string,
    options: { body?: unknown; raw?: string | Buffer; headers?: Record<string, string> } = {},
  ): Promise<ShopResponse> {
    const payload =
      options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
    };
  }
  const post = (
    path: string,
    body: unknown,
    key: string = randomBytes(8).toString('hex'),
    headers: Record<string, string> = {},
  ): Promise<ShopResponse> =>
    send('POST', path, { body, headers: { 'idempotency-key': key, ...headers } });
  const client = {
    send,
    post,
    get: (path: string) => send('GET', path),
    upload: (
      reference: string,
      name: string,
      bytes: Buffer,
      headers: Record<string, string> = {},
    ) =>
      send('PUT', `/v1/reservations/${reference}/files/${name}`, {
        raw: bytes,
        headers: { 'content-type': 'audio/flac', 'content-digest': digestOf(bytes), ...headers },
      }),
    async reserve(fields: Record<string, unknown> = {}): Promise<string> {
      const response = await post('/v1/reservations', reservationOf(fields));
      if (response.status !== 201)
        throw new Error(`not reserved: ${JSON.stringify(response.body)}`);
      return String(response.body['reference']);
    },
    deliveryOf: (flac: Buffer, metadata: Record<string, unknown> = {}) => ({
      files: [
        {
          name: 'master.flac',
          sha256: sha256Of(flac),
          bytes: flac.length,
          mediaType: 'audio/flac',
        },
      ],
      metadata: {
        title: 'Night Bus',
        artist: 'Ada',
        credits: [{ name: 'Ada', role: 'producer' }],
        aiDisclosure: 'all',
        recipeId: sha256Of('recipe'),
        ...{ releaseDate: '2026-11-30', year: 2026 },
        ...metadata,
      },
    }),
    /** Reserve, upload, deliver. Returns the reference. */
    async offer(
      fields: Record<string, unknown> = {},
      metadata: Record<string, unknown> = {},
      flac: Buffer = flacOf(Number(fields['durationSeconds'] ?? 30)),
    ): Promise<string> {
      const reference = await client.reserve(fields);
      const uploaded = await client.upload(reference, 'master.flac', flac);
      if (uploaded.status !== 201)
        throw new Error(`not uploaded: ${JSON.stringify(uploaded.body)}`);
      const delivered = await post(
        `/v1/reservations/${reference}/deliver`,
        client.deliveryOf(flac, {
          ...(fields['title'] === undefined ? {} : { title: fields['title'] }),
          ...metadata,
        }),
      );
      if (delivered.status !== 202)
        throw new Error(`not delivered: ${JSON.stringify(delivered.body)}`);
      return reference;
    },
    state: async (reference: string): Promise<unknown> =>
      (await client.get(`/v1/reservations/${reference}`)).body['state'],
    confirm: (reference: string, key?: string) =>
      post(`/v1/reservations/${reference}/confirm`, {}, key),
    sendTakedown: (reference: string, key?: string) =>
      post(`/v1/reservations/${reference}/takedown`, { reason: 'the creator asked' }, key),
    switches: (switches: Record<string, unknown>) =>
      send('POST', '/sandbox/switches', { body: switches }),
  };
  return client;
}

/** A separate shop on a free port, with a webhook receiver. It decides at once by default. */
export async function openTestShop() {
  const dataDir = mkdtempSync(join(tmpdir(), 'fermata-shop-'));
  const fermata = await webhookReceiver();
  const log: string[] = [];
  const shop = await startPartnerSandbox({
    port: 0,
    dataDir,
    apiKey: API_KEY,
    webhookUrl: fermata.url,
    webhookSecret: WEBHOOK_SECRET,
    requestsPerSecond: 10_000,
    log: (line) => log.push(line),
  });
  const client = clientOf(shop.url);
  await client.switches({ answerDelayMs: 0, takedownDelayMs: 0 });
  return {
    ...client,
    url: shop.url,
    dataDir,
    fermata,
    log,
    async close() {
      await shop.close();
      await fermata.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
export type TestShop = Awaited<ReturnType<typeof openTestShop>>;
