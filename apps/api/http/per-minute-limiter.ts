const MINUTE_MS = 60_000;

/** Limits each subject per minute. All share one window, and clearing it at the end bounds the table. */
export class PerMinuteLimiter {
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #windowStart: number;
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#windowStart = now();
  }

  /** Takes one of the `limit` units of `subject` in this minute, or returns the seconds until the next window. */
  take(
    subject: string,
    limit: number,
  ): { taken: true } | { taken: false; retryAfterSeconds: number } {
    const now = this.#now();
    if (now - this.#windowStart >= MINUTE_MS) {
      this.#counts.clear();
      this.#windowStart = now;
    }
    const count = this.#counts.get(subject) ?? 0;
    if (count >= limit)
      return {
        taken: false,
        retryAfterSeconds: Math.max(1, Math.ceil((this.#windowStart + MINUTE_MS - now) / 1000)),
      };
    this.#counts.set(subject, count + 1);
    return { taken: true };
  }
}
