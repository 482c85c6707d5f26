import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from './testing/eventually.ts';
import {
  API_KEY,
  clientOf,
  flacOf,
  reservationOf,
  WEBHOOK_SECRET,
} from './testing/open-test-shop.ts';
import { webhookReceiver } from './testing/webhook-receiver.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let dataDir: string;
let processes: ChildProcess[];
let fermata: Awaited<ReturnType<typeof webhookReceiver>>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fermata-shop-process-'));
  processes = [];
  fermata = await webhookReceiver();
});
afterEach(async () => {
  for (const child of processes) await end(child, 'SIGKILL');
  await fermata.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  await once(child, 'exit');
  return child.exitCode;
}

function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      SANDBOX_PORT: '0',
      SANDBOX_DATA: dataDir,
      SANDBOX_API_KEY: API_KEY,
      SANDBOX_WEBHOOK_URL: fermata.url,
      SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  return child;
}

async function start(env: Record<string, string> = {}) {
  const child = run(env);
  const lines = createInterface({ input: child.stdout });
  const [line]: unknown[] = await once(lines, 'line');
  const { listening } = z
    .object({ listening: z.string() })
    .parse(JSON.parse(z.string().parse(line)));
  return { child, url: listening, ...clientOf(listening) };
}

describe('kill -9', () => {
  test('keeps states, files, keys and switches', async () => {
    const before = await start();
    await before.switches({ answerDelayMs: 0, minDurationSeconds: 7 });
    const body = reservationOf({ releaseId: 'rel_killed' });
    const reserved = await before.post('/v1/reservations', body, 'killed-reserve');
    const reference = String(reserved.body['reference']);
    const flac = flacOf(30);
    await before.upload(reference, 'master.flac', flac);
    await end(before.child, 'SIGKILL');

    const after = await start();
    expect((await after.get('/sandbox/switches')).body).toMatchObject({ minDurationSeconds: 7 });
    const again = await after.post('/v1/reservations', body, 'killed-reserve');
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([
      reserved.body,
      'true',
    ]);
    expect(
      (
        await after.post(
          `/v1/reservations/${reference}/deliver`,
          after.deliveryOf(flac),
          'killed-deliver',
        )
      ).status,
    ).toBe(202);
    await eventually(() => after.state(reference)).toBe('accepted');
    await end(after.child, 'SIGKILL');

    const last = await start();
    expect((await last.confirm(reference)).status).toBe(200);
    expect((await last.get('/v1/stats?releaseId=rel_killed')).body).toMatchObject({
      reservations: 1,
      uploads: 1,
      deliveries: 1,
      confirmations: 1,
      live: 1,
      replays: 1,
    });
  });

  test('before the decision: it is made and reported after the restart', async () => {
    const before = await start();
    await before.switches({ answerDelayMs: 1_500 });
    const reference = await before.offer();
    await end(before.child, 'SIGKILL');
    expect(fermata.received).toEqual([]);
    const after = await start();
    await eventually(() =>
      fermata.messages().map(({ type, data }) => [type, data.reference]),
    ).toEqual([['delivery.accepted', reference]]);
    expect(await after.state(reference)).toBe('accepted');
  });

  test('before the webhook was received: it is sent at once after the restart, with the same id', async () => {
    fermata.answers.push(503, 503);
    const before = await start();
    await before.switches({ answerDelayMs: 0 });
    const reference = await before.offer();
    await eventually(() => fermata.received.length).toBe(2);
    await end(before.child, 'SIGKILL');
    // As after hours of failed attempts: the next one is due in five minutes.
    const storage = new DatabaseSync(join(dataDir, 'shop.sqlite'));
    expect(
      storage.prepare('update webhook set due_at = ? where attempts = 2').run(Date.now() + 300_000)
        .changes,
    ).toBe(1);
    storage.close();
    const after = await start();
    await eventually(() => fermata.received.length).toBe(3);
    expect(new Set(fermata.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await eventually(async () => (await after.get('/v1/stats')).body).toMatchObject({
      webhooks: { made: 1, received: 1, pending: 0, attempts: 3 },
    });
    expect(await after.state(reference)).toBe('accepted');
  });
});

describe('start and stop', () => {
  test('SIGTERM ends it cleanly with 0; the next process sends the remaining webhooks', async () => {
    fermata.answers.push(503);
    const before = await start();
    await before.switches({ answerDelayMs: 0 });
    await before.offer();
    await eventually(() => fermata.received.length).toBe(1);
    expect(await end(before.child, 'SIGTERM')).toBe(0);
    await start();
    await eventually(() => fermata.received.length).toBe(2);
  });

  test.each<[Record<string, string>, string]>([
    [{ SANDBOX_API_KEY: 'short' }, 'SANDBOX_API_KEY must have 16 to 200'],
    [{ SANDBOX_WEBHOOK_SECRET: 'whsec_short' }, 'SANDBOX_WEBHOOK_SECRET must be "whsec_"'],
    [{ SANDBOX_WEBHOOK_URL: 'ftp://x' }, 'SANDBOX_WEBHOOK_URL must be an http'],
    [{ SANDBOX_PORT: '70000' }, 'SANDBOX_PORT must be a port'],
  ])('%j is reported in one sentence, with exit code 1', async (env, sentence) => {
    const child = run(env);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors).toContain(sentence);
    expect(errors).not.toContain('    at ');
  });

  test('a taken port is reported in one sentence', async () => {
    const child = run({ SANDBOX_PORT: String(fermata.port) });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    await once(child, 'close');
    expect(errors).toContain(`Port ${fermata.port} of 127.0.0.1 is taken`);
  });
});
