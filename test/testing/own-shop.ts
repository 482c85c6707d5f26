import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { repositoryRoot } from '@fermata/stack';

const Listening = z.object({ listening: z.url() });

export interface OwnShop {
  readonly port: number;
  readonly apiKey: string;
  /** The key that signs its webhooks. */
  readonly webhookSecret: string;
  stop(): Promise<void>;
  /** Starts it again with its data, on the same port. */
  restart(changes?: { webhookSecret?: string }): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

/** A sandbox shop in its own process, which sends its webhooks to a partner of this name. */
export async function startOwnShop(partner: string, apiUrl: () => string): Promise<OwnShop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fermata-shop-'));
  const apiKey = `key-${randomBytes(16).toString('hex')}`;
  let webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  let port = 0;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const main = join(repositoryRoot, 'apps', 'partner-sandbox', 'dist', 'main.js');
    const started = spawn(process.execPath, [main], {
      env: {
        SANDBOX_PORT: String(port),
        SANDBOX_DATA: dataDir,
        SANDBOX_API_KEY: apiKey,
        SANDBOX_WEBHOOK_URL: `${apiUrl()}/v1/partners/${partner}/webhooks`,
        SANDBOX_WEBHOOK_SECRET: webhookSecret,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child = started;
    const lines = createInterface({ input: started.stdout });
    const line = String((await once(lines, 'line')).at(0));
    port = Number(new URL(Listening.parse(JSON.parse(line)).listening).port);
  }

  async function stop(): Promise<void> {
    if (child?.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  await start();
  return {
    apiKey,
    get port() {
      return port;
    },
    get webhookSecret() {
      return webhookSecret;
    },
    stop,
    async restart(changes = {}) {
      await stop();
      webhookSecret = changes.webhookSecret ?? webhookSecret;
      await start();
    },
    async close() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
