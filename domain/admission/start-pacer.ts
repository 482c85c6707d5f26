/** A start waits no longer, however many are before it. */
const MAX_DELAY_MS = 10 * 60_000;

/**
 * Spreads the starts of a project's tracks that are requested together: each costs several workflow tasks before it
 * waits for its slot, and a thousand of them would stand before people's decisions. `burst` tracks start at once, the
 * later ones at most `perSecond`, in the order of their requests (the generic cell rate algorithm).
 */
export class StartPacer {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  /** By project: when its next start would be due without a burst. */
  readonly #dueMs = new Map<string, number>();

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.#intervalMs = 1000 / perSecond;
    this.#burstMs = (burst - 1) * this.#intervalMs;
  }

  /** Milliseconds by which the project's next start waits. */
  delayMs(projectId: string, nowMs: number): number {
    const latestMs = nowMs + this.#burstMs + MAX_DELAY_MS;
    const dueMs = Math.min(Math.max(this.#dueMs.get(projectId) ?? nowMs, nowMs), latestMs);
    this.#dueMs.set(projectId, dueMs + this.#intervalMs);
    return Math.max(0, Math.ceil(dueMs - nowMs - this.#burstMs));
  }

  /** The start did not happen. */
  giveBack(projectId: string): void {
    const dueMs = this.#dueMs.get(projectId);
    if (dueMs !== undefined) this.#dueMs.set(projectId, dueMs - this.#intervalMs);
  }
}
