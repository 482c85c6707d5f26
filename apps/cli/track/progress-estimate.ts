type Sample = { atSeconds: number; percent: number };

const WINDOW = 6;

/** How long until 100 %, by how fast the last steps went. Null as long as nothing moved. */
export class ProgressEstimate {
  #samples: Sample[] = [];

  /** `percent` may fall (a new version begins): then the pace is measured anew. */
  note(percent: number, atSeconds: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && percent === last.percent) return;
    if (last !== undefined && percent < last.percent) this.#samples = [];
    this.#samples = [...this.#samples, { atSeconds, percent }].slice(-WINDOW);
  }

  secondsLeft(atSeconds: number): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.percent <= first.percent || last.percent >= 100) return null;
    const pace = (last.atSeconds - first.atSeconds) / (last.percent - first.percent);
    return Math.max(1, pace * (100 - last.percent) - (atSeconds - last.atSeconds));
  }
}
