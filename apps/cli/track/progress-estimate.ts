type Observation = { atSeconds: number; percent: number; waits: boolean };
/** Only what was work: time and percent of waiting for a person are left out. */
type Sample = { workedSeconds: number; workedPercent: number };

const WINDOW = 6;
/** Percent of the work from which on its pace says anything: the first steps are small, and wait for a worker. */
const MIN_WORKED_PERCENT = 10;
/** Counted down to this share of what was told last, without a step forward: then the step is a slow one, and nobody knows. */
const MIN_REMAINING_SHARE = 0.3;

/** How long until 100 %, by how fast the last steps went. Null as long as nothing moved, while a person is waited for, and when a step takes so long that the pace no longer holds. */
export class ProgressEstimate {
  #samples: Sample[] = [];
  #last: Observation | null = null;
  #worked: Sample = { workedSeconds: 0, workedPercent: 0 };

  /** `percent` may fall (a new version begins): then the pace is measured anew. `waits`: from now on, until the next note, for a person. */
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
