import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Catalogue } from '@fermata/prisma';
import type { Clock } from '../infrastructure/infrastructure-module.ts';
import { CATALOGUE, CLOCK } from '../infrastructure/injection-tokens.ts';
import type { Principal } from './principal.ts';
import { ProblemException } from './problem-exception.ts';
import { withTimeout } from './with-timeout.ts';

/** `askedAt`: when the lookup started, so the entry is at least as new as that. */
interface CachedPrincipal {
  readonly principal: Principal;
  readonly askedAt: number;
}
type KeyStore = Pick<Catalogue['keys'], 'findByKey'>;

const MAX_ENTRIES = 2000;
/**
 * For this long a deadline-bound route trusts a cached key. Role changes and revocations take effect there with up to
 * this delay.
 */
const FRESH_MS = 5_000;
/** From this age a used entry is refreshed in the background, so frequent callers never wait for a lookup. */
const REFRESH_AFTER_MS = 2_000;
/** How long a stale entry may be used while the catalogue is unreachable. */
const STALE_OK_MS = 10 * 60_000;
const LOOKUP_TIMEOUT_MS = 25;

/** Finds the owner of a key. Routes with a deadline may use a recent result; all others query the catalogue. */
@Injectable()
export class KeyCache {
  readonly #cached = new LRUCache<string, CachedPrincipal>({ max: MAX_ENTRIES });
  readonly #inFlight = new Map<string, Promise<Principal | null>>();

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: { readonly keys: KeyStore },
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(key: string): Promise<Principal | null> {
    const askedAt = this.clock();
    const principal = await this.catalogue.keys.findByKey(key);
    const keyHash = hashOf(key);
    // If lookups overlap, keep the result of the one that started later.
    if ((this.#cached.peek(keyHash)?.askedAt ?? -1) > askedAt) return principal;
    if (principal) this.#cached.set(keyHash, { principal, askedAt });
    else this.#cached.delete(keyHash);
    return principal;
  }

  /** Answers within `milliseconds`. Throws a 503 if the key is not cached and the lookup takes longer. */
  async findCached(key: string, milliseconds: number): Promise<Principal | null> {
    const cached = this.#cached.get(hashOf(key));
    const age = cached ? this.clock() - cached.askedAt : Infinity;
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
      'the owner of this key cannot be looked up in time; send the same request again',
      { retryAfterSeconds: 1 },
    );
  }

  /** Concurrent callers with the same key share one lookup. */
  #lookUp(key: string): Promise<Principal | null> {
    const keyHash = hashOf(key);
    const inFlight = this.#inFlight.get(keyHash);
    if (inFlight) return inFlight;
    const lookup = this.find(key).finally(() => this.#inFlight.delete(keyHash));
    // Callers that stopped waiting do not handle its error.
    lookup.catch(() => undefined);
    this.#inFlight.set(keyHash, lookup);
    return lookup;
  }
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64');
