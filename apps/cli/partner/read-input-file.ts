import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseJson } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

/** A file, as a secret on the command line would be visible in the list of processes. */
export async function readText(file: string): Promise<string> {
  try {
    return (file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')).trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(EXIT.usage, `${file} cannot be read: ${reason}.`);
  }
}

export async function readJson(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined;
  const value = parseJson(await readText(file));
  if (value !== undefined) return value;
  throw new CommandError(EXIT.usage, `${file} is not JSON.`);
}
