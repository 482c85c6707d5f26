type Observation = { atSeconds: number; percent: number; waits: boolean };
/** Work only, without the time and percent of waits for people. */
type Sample = { workedSeconds: number; workedPercent: number };

const WINDOW = 6;
/** The percent from which the pace is meaningful: the first steps are small and wait for a worker. */
const MIN_WORKED_PERCENT = 10;
/** Without progress, the estimate is discarded when it has counted down to this share. */
const MIN_REMAINING_SHARE = 0.3;

/** Estimates the time left from the pace. Null without progress, during a wait for a person, or in a slow step. */
export class ProgressEstimate {
  #samples: Sample[] = [];
  #last: Observation | null = null;
  #worked: Sample = { workedSeconds: 0, workedPercent: 0 };

  /** A lower `percent` (a new version) resets the pace. `waits`: whether it waits for a person from now on. */
  observe(percent: number, atSeconds: number, waits = false): void {
    if (this.#last !== null && percent < this.#last.percent) this.#samples = [];
    else if (this.#last !== null && !this.#last.waits)
      this.#worked = {
        workedSeconds: this.#worked.workedSeconds + atSeconds - this.#last.atSeconds,
        workedPercent: this.#worked.workedPercent + percent - this.#last.percent,
      };
    this.#last = { atSeconds, percent, waits };
    if (this.#samples.at(-1)?.workedPercent !== this.#worked.workedPercent)
      this.#samples = [...this.#samples, this.#worked].slice(-WINDOW);
  }

  secondsLeft(atSeconds: number): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (this.#last === null || this.#last.waits || this.#last.percent >= 100) return null;
    if (
      first === undefined ||
      last === undefined ||
      last.workedPercent - first.workedPercent < MIN_WORKED_PERCENT
    )
      return null;
    const pace =
      (last.workedSeconds - first.workedSeconds) / (last.workedPercent - first.workedPercent);
    const since =
      this.#worked.workedSeconds - last.workedSeconds + atSeconds - this.#last.atSeconds;
    const estimate = pace * (100 - this.#last.percent);
    return estimate - since < estimate * MIN_REMAINING_SHARE ? null : estimate - since;
  }
}
