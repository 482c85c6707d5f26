const SMOOTHING = 0.2;
/** The half-life of an average without updates: a busy minute must not refuse requests for ever. */
const HALF_LIFE_MS = 30_000;
const MIN_SHARE = 0.25;

interface Average {
  readonly mean: number;
  readonly deviation: number;
  readonly at: number;
}

/** Moving averages of the steps' milliseconds in a process, by name; estimates add the mean deviation. */
export class StepTimes {
  readonly #averages = new Map<string, Average>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  learn(name: string, milliseconds: number): void {
    const average = this.#averages.get(name);
    const mean = average ? average.mean + SMOOTHING * (milliseconds - average.mean) : milliseconds;
    const deviation = average
      ? average.deviation + SMOOTHING * (Math.abs(milliseconds - average.mean) - average.deviation)
      : milliseconds / 4;
    this.#averages.set(name, { mean, deviation, at: this.#now() });
  }

  /** The estimate of the first known name, else `unknown`. */
  estimate(names: readonly string[], fallback: number): number {
    for (const name of names) {
      const average = this.#averages.get(name);
      if (!average) continue;
      const share = Math.max(
        MIN_SHARE,
        Math.min(1, 0.5 ** ((this.#now() - average.at) / HALF_LIFE_MS - 1)),
      );
      return (average.mean + average.deviation) * share;
    }
    return fallback;
  }
}
