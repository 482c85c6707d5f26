import { createHmac, randomUUID } from 'node:crypto';
import { type Dispatcher, Pool } from 'undici';

const BODY = JSON.stringify({
  type: 'delivery.accepted',
  timestamp: '2026-11-22T12:00:05.000Z',
  data: { reference: 'prt_0123456789abcdef', url: 'https://shop.example/prt_0123456789abcdef' },
});

export interface Round {
  /** Of each webhook, from the request to the end of the answer. */
  readonly milliseconds: readonly number[];
  readonly seconds: number;
  /** CPU time of this process, which sends the webhooks. */
  readonly senderCpuSeconds: number;
}

export interface WebhookSenderOptions {
  readonly url: string;
  /** Of the partners, which send in turn, each from an address of its own. */
  readonly paths: readonly string[];
  readonly secret: string;
  readonly connections: number;
}

/** Sends signed webhooks with new ids to one server, over a fixed number of open connections. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #pool: Pool;
  readonly #key: Buffer;
  #sent = 0;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.#pool = new Pool(options.url, { connections: options.connections });
    this.#key = Buffer.from(options.secret.replace(/^whsec_/, ''), 'base64');
  }

  /** Sends this many as fast as the server answers. Throws unless each is received as a new one. */
  async send(count: number): Promise<Round> {
    // Signed first: the signatures are no part of the measurement.
    const waiting = Array.from({ length: count }, () => this.#sign()).values();
    const milliseconds: number[] = [];
    const lane = async (): Promise<void> => {
      for (const request of waiting) milliseconds.push(await this.#exchange(request));
    };
    const cpu = process.cpuUsage();
    const start = performance.now();
    await Promise.all(Array.from({ length: this.#options.connections }, lane));
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return { milliseconds, seconds, senderCpuSeconds: (user + system) / 1e6 };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #exchange(request: Dispatcher.RequestOptions): Promise<number> {
    const start = performance.now();
    const { statusCode, body } = await this.#pool.request(request);
    const text = await body.text();
    if (statusCode !== 200 || !text.includes('"received":"new"'))
      throw new Error(`${request.path} answered ${statusCode} ${text}`);
    return performance.now() - start;
  }

  #sign(): Dispatcher.RequestOptions {
    const { paths } = this.#options;
    const turn = this.#sent++ % paths.length;
    const id = randomUUID();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const mac = createHmac('sha256', this.#key).update(`${id}.${timestamp}.${BODY}`);
    return {
      method: 'POST',
      path: paths[turn] ?? '',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${mac.digest('base64')}`,
        'x-forwarded-for': `10.0.0.${turn + 1}`,
      },
      body: BODY,
    };
  }
}
