const WEIGHT = 0.2;
/** An average that nobody has refreshed for so long shrinks by half, and again: a busy minute must not refuse for ever. */
const TRUSTED_MS = 30_000;
const LEAST_SHARE = 0.25;

interface Average {
  readonly mean: number;
  readonly deviation: number;
  readonly at: number;
}

/** Moving averages of what steps take in a thread, in milliseconds, by name; the estimate is on the safe side by the mean deviation. */
export class StepTimes {
  readonly #averages = new Map<string, Average>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  learn(name: string, milliseconds: number): void {
    const known = this.#averages.get(name);
    const mean = known ? known.mean + WEIGHT * (milliseconds - known.mean) : milliseconds;
    const deviation = known
      ? known.deviation + WEIGHT * (Math.abs(milliseconds - known.mean) - known.deviation)
      : milliseconds / 4;
    this.#averages.set(name, { mean, deviation, at: this.#now() });
  }

  /** Of the first of these names that is known; else `unknown`. */
  estimate(names: readonly string[], unknown: number): number {
    for (const name of names) {
      const known = this.#averages.get(name);
      if (!known) continue;
      const share = Math.max(
        LEAST_SHARE,
        Math.min(1, 0.5 ** ((this.#now() - known.at) / TRUSTED_MS - 1)),
      );
      return (known.mean + known.deviation) * share;
    }
    return unknown;
  }
}
