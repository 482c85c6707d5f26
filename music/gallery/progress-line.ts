import type { Writable } from 'node:stream';

const LOG_INTERVAL_SECONDS = 10;

/**
 * A line with the share done and the time left. It updates in place on a terminal; a log gets a
 * line every ten seconds.
 */
export class ProgressLine {
  readonly #screen: Writable & { isTTY?: boolean; columns?: number };
  readonly #name: string;
  readonly #started = performance.now();
  readonly #shares = new Map<string, number>();
  readonly #total: number;
  #shownAt = performance.now();

  constructor(
    screen: Writable & { isTTY?: boolean; columns?: number },
    name: string,
    total: number,
  ) {
    this.#screen = screen;
    this.#name = name;
    this.#total = total;
  }

  /** Sets the `fraction` done of the job `key`; all jobs count equally. */
  show(key: string, fraction: number, what: string): void {
    this.#shares.set(key, fraction);
    const now = performance.now();
    if (now - this.#shownAt < (this.#screen.isTTY ? 100 : LOG_INTERVAL_SECONDS * 1000)) return;
    this.#shownAt = now;
    const done = [...this.#shares.values()].reduce((sum, share) => sum + share, 0) / this.#total;
    const left =
      done > 0.01
        ? `, ${formatDuration(((now - this.#started) / 1000) * (1 / done - 1))} left`
        : '';
    const line = `${this.#name} ${(100 * done).toFixed(0)} %${left} · ${key}: ${what}`;
    this.#screen.write(
      this.#screen.isTTY
        ? `\r\u001b[2K${line.slice(0, (this.#screen.columns ?? 80) - 1)}`
        : `${line}\n`,
    );
  }

  /** Prints a permanent line. */
  print(line: string): void {
    this.#screen.write(this.#screen.isTTY ? `\r\u001b[2K${line}\n` : `${line}\n`);
  }

  end(): void {
    if (this.#screen.isTTY) this.#screen.write('\r\u001b[2K');
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }
}

const formatDuration = (seconds: number): string =>
  seconds < 90
    ? `${Math.ceil(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
