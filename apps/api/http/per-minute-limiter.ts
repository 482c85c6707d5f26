const MINUTE_MS = 60_000;

/** Counts what each does within a minute, of all the same minute: what is forgotten at its end bounds the table. */
export class PerMinuteLimiter {
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #windowStart: number;
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#windowStart = now();
  }

  /** Takes one of the `most` that `who` has in this minute; where none is left, says in how many seconds there is. */
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
