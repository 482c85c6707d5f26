const MINUTE_MS = 60_000;

export interface Share {
  readonly taken: boolean;
  readonly remaining: number;
  /** Seconds until the next window. */
  readonly resetSeconds: number;
}

/**
 * Limits each subject per minute. All share one window, and clearing it at the end bounds the table. Of our own:
 * @fastify/rate-limit counts the requests of an address, not units of a subject that is known after authentication.
 */
export class PerMinuteLimiter {
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #windowStart: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#windowStart = now();
  }

  /** Takes one of the `limit` units of `subject` in this minute, if one is left. */
  take(subject: string, limit: number): Share {
    const now = this.#now();
    if (now - this.#windowStart >= MINUTE_MS) {
      this.#counts.clear();
      this.#windowStart = now;
    }
    const count = this.#counts.get(subject) ?? 0;
    const taken = count < limit;
    if (taken) this.#counts.set(subject, count + 1);
    return {
      taken,
      remaining: Math.max(0, limit - count - 1),
      resetSeconds: Math.max(1, Math.ceil((this.#windowStart + MINUTE_MS - now) / 1000)),
    };
  }
}
