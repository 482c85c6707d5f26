const MINUTE_MS = 60_000;

/** Counts what each does within a minute, of all the same minute: what is forgotten at its end bounds the table. */
export class PerMinute {
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #began: number;
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#began = now();
  }

  /** Takes one of the `most` that `who` has in this minute; where none is left, says in how many seconds there is. */
  take(who: string, most: number): { taken: true } | { taken: false; retryAfterSeconds: number } {
    const now = this.#now();
    if (now - this.#began >= MINUTE_MS) {
      this.#counts.clear();
      this.#began = now;
    }
    const count = this.#counts.get(who) ?? 0;
    if (count >= most)
      return {
        taken: false,
        retryAfterSeconds: Math.max(1, Math.ceil((this.#began + MINUTE_MS - now) / 1000)),
      };
    this.#counts.set(who, count + 1);
    return { taken: true };
  }
}
