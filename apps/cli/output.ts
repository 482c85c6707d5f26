import type { Writable } from 'node:stream';
import type { CommandError } from './command-error.ts';
import type { Screen } from './render/live-line.ts';

/** Results go to stdout, everything else to stderr. With `--json` stdout gets exactly one JSON value. */
export class Output {
  readonly json: boolean;
  readonly #stdout: Writable;
  readonly #stderr: Screen;

  constructor(options: { json: boolean; stdout: Writable; stderr: Screen }) {
    this.json = options.json;
    this.#stdout = options.stdout;
    this.#stderr = options.stderr;
  }

  /** The result of a command: `value` for programs, `text` for people. */
  result(value: unknown, text: () => string): void {
    this.#stdout.write(this.json ? `${JSON.stringify(value, null, 2)}\n` : withNewline(text()));
  }

  /** A line for people while the command works. */
  note(line: string): void {
    // On a terminal a live line may be in this place.
    this.#stderr.write(`${this.#stderr.isTTY === true ? '\r\u001b[2K' : ''}${line}\n`);
  }

  fail({ exitCode, message, details }: CommandError): void {
    for (const line of [`fermata: ${message}`, ...details.map((detail) => `  ${detail}`)])
      this.note(line);
    if (this.json)
      this.#stdout.write(`${JSON.stringify({ error: { exitCode, message, details } }, null, 2)}\n`);
  }
}

const withNewline = (text: string): string =>
  text === '' || text.endsWith('\n') ? text : `${text}\n`;
