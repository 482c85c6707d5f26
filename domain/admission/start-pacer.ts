/**
 * Spreads the starts of a project's tracks that are ordered together: each costs several workflow tasks before it waits
 * for its slot, and a thousand of them would stand before people's decisions. `burst` tracks start at once, the later
 * ones at most `perSecond`, in the order of their requests (the generic cell rate algorithm).
 */
export class StartPacer {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  /** By project: when its last start would be due without a burst. */
  readonly #dueMs = new Map<string, number>();

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.#intervalMs = 1000 / perSecond;
    this.#burstMs = (burst - 1) * this.#intervalMs;
  }

  /** Milliseconds by which the project's next start waits. */
  delayMs(projectId: string, nowMs: number): number {
    const dueMs = Math.max(this.#dueMs.get(projectId) ?? nowMs, nowMs);
    this.#dueMs.set(projectId, dueMs + this.#intervalMs);
    return Math.max(0, Math.ceil(dueMs - nowMs - this.#burstMs));
  }
}
