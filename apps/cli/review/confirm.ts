import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** The terminal at which a person can answer. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
}

/** Asks a question on a terminal. Without a terminal it returns true. */
export async function confirm(
  question: string,
  { input, output }: Terminal,
  signal: AbortSignal,
): Promise<boolean> {
  if (input.isTTY !== true) return true;
  const lines = createInterface({ input, output });
  try {
    return /^(?:y|yes)$/iu.test((await lines.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    lines.close();
  }
}
