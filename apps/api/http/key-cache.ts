import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Catalogue } from '@fermata/prisma';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';
import type { Principal } from './principal.ts';
import { ProblemException } from './problem-exception.ts';
import { withTimeout } from './with-timeout.ts';

/** `at`: when it was asked, not when it was answered; so what is older than that is known by it. */
interface CachedPrincipal {
  readonly principal: Principal;
  readonly askedAt: number;
}
type KeyStore = Pick<Catalogue['keys'], 'findByKey'>;

const MAX_ENTRIES = 2000;
/** As long a route in a hurry asks nobody; changed roles, and a key that is taken away, take effect there so much later. */
const FRESH_MS = 5_000;
/** From here on the next question is asked behind the answer, so that who comes often never waits for one. */
const REFRESH_AFTER_MS = 2_000;
/** As long it goes on while the catalogue does not answer (within the patience below). */
const STALE_OK_MS = 10 * 60_000;
const LOOKUP_TIMEOUT_MS = 25;

/** Who a key belongs to. Routes with a deadline may go by what was true a moment ago; all others ask the catalogue each time. */
@Injectable()
export class KeyCache {
  readonly #keys: KeyStore;
  readonly #cached = new Map<string, CachedPrincipal>();
  readonly #inFlight = new Map<string, Promise<Principal | null>>();
  constructor(@Inject(CATALOGUE) { keys }: { readonly keys: KeyStore }) {
    this.#keys = keys;
  }

  async find(key: string): Promise<Principal | null> {
    const at = performance.now();
    const principal = await this.#keys.findByKey(key);
    const keyHash = hashOf(key);
    // Of two questions side by side, the later one knows better, whichever is answered first.
    if ((this.#cached.get(keyHash)?.askedAt ?? -1) > at) return principal;
    this.#cached.delete(keyHash);
    if (principal) this.#cached.set(keyHash, { principal: principal, askedAt: at });
    for (const oldest of this.#cached.keys()) {
      if (this.#cached.size <= MAX_ENTRIES) break;
      this.#cached.delete(oldest);
    }
    return principal;
  }

  /** Answers within `milliseconds`; throws the 503 where the key was not seen before and the catalogue does not say whose it is. */
  async findCached(key: string, milliseconds: number): Promise<Principal | null> {
    const cached = this.#cached.get(hashOf(key));
    const age = cached ? performance.now() - cached.askedAt : Infinity;
    if (cached && age < FRESH_MS) {
      if (age > REFRESH_AFTER_MS) void this.#lookUp(key);
      return cached.principal;
    }
    const lookup = this.#lookUp(key);
    const stale = cached && age < STALE_OK_MS ? cached.principal : undefined;
    const result = await (stale
      ? withTimeout(
          Math.min(LOOKUP_TIMEOUT_MS, milliseconds),
          lookup.catch(() => 'late' as const),
        )
      : withTimeout(milliseconds, lookup));
    if (result !== 'late') return result;
    if (stale) return stale;
    throw new ProblemException(
      'unavailable',
      'whose key this is cannot be looked up in time; send the same request again',
      { retryAfterSeconds: 1 },
    );
  }

  /** One question for all who are in a hurry at the same moment. */
  #lookUp(key: string): Promise<Principal | null> {
    const keyHash = hashOf(key);
    const inFlight = this.#inFlight.get(keyHash);
    if (inFlight) return inFlight;
    const lookup = this.find(key).finally(() => this.#inFlight.delete(keyHash));
    // Whoever goes on without it does not hear how the question ended.
    lookup.catch(() => undefined);
    this.#inFlight.set(keyHash, lookup);
    return lookup;
  }
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64');
