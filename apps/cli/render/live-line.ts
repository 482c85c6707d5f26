import type { Writable } from 'node:stream';
import { duration } from '@fermata/clients/words';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const HEARTBEAT_SECONDS = 10;

export type Screen = Writable & { isTTY?: boolean; columns?: number };

/**
 * A status line below permanent lines. On a terminal it is redrawn; elsewhere it is printed when it changes
 * and every 10 s, so that a log shows progress, too.
 */
export class LiveLine {
  readonly #screen: Screen;
  readonly #timer: NodeJS.Timeout;
  #text = '';
  #more = '';
  #since = Date.now();
  #printedAt = 0;
  #frame = 0;

  constructor(screen: Screen) {
    this.#screen = screen;
    this.#timer = setInterval(() => this.#onTick(), screen.isTTY ? 120 : 1000);
    this.#timer.unref();
  }

  /** The current work; the seconds count from its last change. A change of `more` alone is not printed to a log. */
  show(text: string, more = ''): void {
    this.#more = more;
    if (text === this.#text) return;
    this.#text = text;
    this.#since = Date.now();
    if (this.#screen.isTTY) this.#draw();
    else this.#printStatus();
  }

  /** Prints a permanent line. */
  print(line: string): void {
    this.#erase();
    this.#screen.write(`${line}\n`);
    this.#printedAt = Date.now();
    this.#draw();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#erase();
    this.#text = '';
  }

  #onTick(): void {
    if (this.#text === '') return;
    this.#frame += 1;
    if (this.#screen.isTTY) this.#draw();
    else if (Date.now() - this.#printedAt >= HEARTBEAT_SECONDS * 1000)
      this.#printStatus(` (${this.#elapsed()})`);
  }

  #printStatus(tail = ''): void {
    if (this.#text === '') return;
    this.#screen.write(`… ${this.#text}${this.#tail()}${tail}\n`);
    this.#printedAt = Date.now();
  }

  #draw(): void {
    if (!this.#screen.isTTY || this.#text === '') return;
    const line = `${FRAMES[this.#frame % FRAMES.length]} ${this.#text}${this.#tail()} · ${this.#elapsed()}`;
    this.#screen.write(
      `\r\u001b[2K${[...line].slice(0, (this.#screen.columns ?? 80) - 1).join('')}`,
    );
  }

  #erase(): void {
    if (this.#screen.isTTY) this.#screen.write('\r\u001b[2K');
  }

  #tail(): string {
    return this.#more === '' ? '' : ` · ${this.#more}`;
  }

  #elapsed(): string {
    return duration((Date.now() - this.#since) / 1000);
  }
}
