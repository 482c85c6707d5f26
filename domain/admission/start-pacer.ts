/**
 * Spreads the starts of tracks that are ordered together: each costs several workflow tasks before it waits for its
 * slot, and a thousand of them would stand before people's decisions. `burst` tracks start at once, the later ones at
 * most `perSecond`, in the order of their requests (the generic cell rate algorithm).
 */
export class StartPacer {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  /** When the last start would be due without a burst. */
  #dueMs = Number.NEGATIVE_INFINITY;

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.#intervalMs = 1000 / perSecond;
    this.#burstMs = (burst - 1) * this.#intervalMs;
  }

  /** Milliseconds by which the next start waits. */
  delayMs(nowMs: number): number {
    const dueMs = Math.max(this.#dueMs, nowMs);
    this.#dueMs = dueMs + this.#intervalMs;
    return Math.max(0, Math.ceil(dueMs - nowMs - this.#burstMs));
  }
}
