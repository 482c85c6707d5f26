import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { repositoryRoot } from '@fermata/stack';
import { type OwnStack, startOwnStack } from './own-stack.ts';
import { PartnerStats } from './test-stack.ts';

export interface TwoPartners extends OwnStack {
  /** The counts of the partner sandbox-b for one release. */
  secondStats(releaseId: string): Promise<z.infer<typeof PartnerStats>>;
  /** A request to sandbox-b. */
  second(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** A separate stack with a second shop, `sandbox-b`: a process with its own port, data and secrets. */
export async function startWithTwoPartners(): Promise<TwoPartners> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const apiKey = randomBytes(24).toString('hex');
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const own = await startOwnStack({
    env: {
      PARTNER_SANDBOX_B_URL: url,
      PARTNER_SANDBOX_B_API_KEY: apiKey,
      PARTNER_SANDBOX_B_WEBHOOK_SECRET: webhookSecret,
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'fermata-sandbox-b-'));
  const shop = spawn(
    process.execPath,
    [join(repositoryRoot, 'apps', 'partner-sandbox', 'dist', 'main.js')],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        SANDBOX_PORT: String(port),
        SANDBOX_DATA: dataDir,
        SANDBOX_API_KEY: apiKey,
        SANDBOX_WEBHOOK_URL: `${own.testStack.variable('FERMATA_API_URL')}/v1/partners/sandbox-b/webhooks`,
        SANDBOX_WEBHOOK_SECRET: webhookSecret,
      },
    },
  );
  const ended = once(shop, 'exit');
  // It reports its address once it listens.
  await Promise.race([once(shop.stdout, 'data'), ended]);
  const second = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'idempotency-key': randomBytes(16).toString('hex'),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`sandbox-b ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    ...own,
    second,
    secondStats: async (releaseId) =>
      PartnerStats.parse(await second('GET', `/v1/stats?releaseId=${releaseId}`)),
    close: async () => {
      shop.kill('SIGTERM');
      await ended;
      await own.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  server.close();
  await once(server, 'close');
  return address.port;
}
