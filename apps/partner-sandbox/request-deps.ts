import type { Storage } from './open-storage.ts';
import type { Message } from './webhooks.ts';

/** The dependencies of the requests that the shop itself makes. */
export interface RequestDeps {
  readonly database: Storage['database'];
  /** To be called inside a transaction. */
  readonly send: (message: Message) => void;
}
