import pg from 'pg';
import { growingPauseMs } from '@fermata/contracts/values';

/** Ends a subscription. Resolves when the listener will not be called again. */
export type Unsubscribe = () => Promise<void>;

type Channel = 'fermata_event' | 'fermata_inbox';
type Listener = (payload: string) => void;

const RECONNECT_MIN_MS = 100;
const RECONNECT_MAX_MS = 5_000;

/**
 * One connection that listens for all subscribers of this process. After a reconnect every listener is called once
 * with an empty payload, because notifications sent in between are lost.
 */
export class Notifications {
  readonly #databaseUrl: string;
  readonly #listeners = new Map<Channel, Set<Listener>>([
    ['fermata_event', new Set()],
    ['fermata_inbox', new Set()],
  ]);
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  async on(channel: Channel, listener: Listener): Promise<Unsubscribe> {
    await (this.#connecting ??= this.#connect());
    const listeners = this.#listeners.get(channel);
    // A new function, so that the same listener can subscribe twice.
    const subscription: Listener = (payload) => listener(payload);
    listeners?.add(subscription);
    return async () => {
      listeners?.delete(subscription);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#connecting?.catch(() => {});
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'fermata listener',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => {
      if (channel === 'fermata_event' || channel === 'fermata_inbox')
        this.#call(channel, payload ?? '');
    });
    let connected = false;
    const onLost = (): void => {
      if (!connected || this.#closed) return;
      connected = false;
      this.#client = undefined;
      client.end().catch(() => {});
      this.#reconnect(1);
    };
    client.on('error', onLost);
    client.on('end', onLost);
    try {
      await client.connect();
      await client.query('LISTEN fermata_event; LISTEN fermata_inbox');
    } catch (error) {
      this.#connecting = undefined;
      await client.end().catch(() => {});
      throw error;
    }
    this.#client = client;
    connected = true;
  }

  #reconnect(attempt: number): void {
    if (this.#closed) return;
    const pauseMs = growingPauseMs(attempt, RECONNECT_MIN_MS, RECONNECT_MAX_MS);
    this.#retry = setTimeout(() => {
      this.#connecting = this.#connect();
      this.#connecting.then(
        () => this.#listeners.forEach((_, channel) => this.#call(channel, '')),
        () => this.#reconnect(attempt + 1),
      );
    }, pauseMs);
  }

  #call(channel: Channel, payload: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(payload);
  }
}
