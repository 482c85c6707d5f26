import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type z } from 'zod';
import { startOwnShop } from './own-shop.ts';
import { type FoundMessage, type ShopMessage, ShopMessages } from './shop-messages.ts';
import { PartnerStats } from './test-stack.ts';

/** `request`: the message does not arrive. `answer`: it arrives and has its effect, its answer does not. */
export type HeldPart = 'request' | 'answer';

export interface Hold {
  /** Resolves when a message is held. */
  readonly reached: Promise<void>;
  /** Lets a held webhook and all later messages pass. A held request of Fermata never gets an answer. */
  open(): void;
}

export interface GatedShop {
  /** The address of the shop, and its secrets, for the environment of a stack. */
  readonly env: Record<string, string>;
  /** Tells the shop where the API is. */
  connect(apiUrl: string): void;
  /** Holds this message about the release with this title from now on; default: its request. */
  hold(title: string, message: ShopMessage, part?: HeldPart): Hold;
  /** Breaks all connections, in both directions, from now on until `comeUp`. */
  goDown(): void;
  comeUp(): void;
  /** A request to the shop itself, past the gate. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  stats(releaseId: string): Promise<z.infer<typeof PartnerStats>>;
  close(): Promise<void>;
}

/** A message that was answered, with its times in milliseconds. */
export interface PassedMessage extends FoundMessage {
  readonly arrivedAt: number;
  readonly answeredAt: number;
}

/**
 * A sandbox shop in its own process behind a gate: every message in both directions passes it, and it holds those that
 * a test names, so that releases stay in the step that the test wants. `onPassed` sees each message that was answered.
 */
export async function startGatedShop(
  partner: string,
  onPassed: (message: PassedMessage) => void = () => undefined,
): Promise<GatedShop> {
  const holds = new Map<string, Gate>();
  const messages = new ShopMessages();
  let apiUrl = '';
  let shopUrl = '';
  let isDown = false;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isDown) return void response.destroy();
    const path = request.url ?? '';
    const body = await buffer(request);
    const isWebhook = path.startsWith('/v1/partners/');
    const found = isWebhook ? messages.readWebhook(body) : messages.read(path, body);
    const gate = found && holds.get(keyOf(found));
    if (gate?.part === 'request') {
      gate.reached.resolve();
      const gone = once(response, 'close');
      await (isWebhook ? Promise.race([gate.opened.promise, gone]) : gone);
    }
    if (response.destroyed) return;
    const arrivedAt = performance.now();
    const answer = await fetch(`${isWebhook ? apiUrl : shopUrl}${path}`, {
      method: request.method ?? 'GET',
      headers: forwarded(request),
      ...(body.length === 0 ? {} : { body }),
    });
    const text = await answer.text();
    if (found && answer.ok) {
      messages.answered(found, text);
      onPassed({ ...found, arrivedAt, answeredAt: performance.now() });
    }
    if (gate?.part === 'answer') return gate.reached.resolve();
    const contentType = answer.headers.get('content-type');
    response.writeHead(answer.status, contentType === null ? {} : { 'content-type': contentType });
    response.end(text);
  }

  const server = createServer((request, response) => {
    // A broken connection is an outage, which the sender tries again.
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const shop = await startOwnShop(partner, () => url);
  shopUrl = `http://127.0.0.1:${shop.port}`;

  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(shopUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${shop.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${partner} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const prefix = `PARTNER_${partner.toUpperCase()}`;
  return {
    env: {
      [`${prefix}_URL`]: url,
      [`${prefix}_API_KEY`]: shop.apiKey,
      [`${prefix}_WEBHOOK_SECRET`]: shop.webhookSecret,
    },
    connect: (address) => {
      apiUrl = address;
    },
    hold: (title, message, part = 'request') => {
      const key = keyOf({ title, message });
      const gate: Gate = {
        part,
        reached: Promise.withResolvers(),
        opened: Promise.withResolvers(),
      };
      holds.set(key, gate);
      return {
        reached: gate.reached.promise,
        open: () => {
          holds.delete(key);
          gate.opened.resolve();
        },
      };
    },
    goDown: () => {
      isDown = true;
      server.closeAllConnections();
    },
    comeUp: () => {
      isDown = false;
    },
    ask,
    stats: async (releaseId) =>
      PartnerStats.parse(await ask('GET', `/v1/stats?releaseId=${releaseId}`)),
    close: async () => {
      await shop.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Gate {
  readonly part: HeldPart;
  readonly reached: PromiseWithResolvers<void>;
  readonly opened: PromiseWithResolvers<void>;
}

const keyOf = ({ title, message }: FoundMessage): string => `${title} ${message}`;

/** Without the headers that belong to one connection. */
function forwarded({ headers }: IncomingMessage): Record<string, string> {
  const own = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      own.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}
