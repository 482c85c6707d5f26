import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 20 * 1024 * 1024;

/** Opens a service's log for appending; renames a log over 20 MB to `<file>.1` first. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a', 0o600);
  writeSync(descriptor, `--- ${new Date().toISOString()} started\n`);
  return descriptor;
}

export const closeLog = closeSync;

/** The last log lines since the latest start, for an error message. */
export function lastLines(file: string, count = 5): string {
  try {
    const latest =
      readFileSync(file, 'utf8')
        .split(/^--- .* started$/m)
        .at(-1) ?? '';
    return latest.trim().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
