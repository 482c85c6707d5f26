import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface PortHolder {
  pid: number;
  command: string;
}

/** The process that listens on the TCP port; null when the system does not report it. */
export async function portHolder(port: number): Promise<PortHolder | null> {
  return process.platform === 'linux' ? await fromProc(port) : await fromLsof(port);
}

async function fromProc(port: number): Promise<PortHolder | null> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const lines = (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1);
    for (const line of lines) {
      const fields = line.trim().split(/\s+/);
      // State 0A is LISTEN; the tenth field is the socket's inode.
      if (fields[1]?.endsWith(`:${hexPort}`) && fields[3] === '0A' && fields[9])
        inodes.add(`socket:[${fields[9]}]`);
    }
  }
  if (inodes.size === 0) return null;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const descriptors = await readdir(`/proc/${entry}/fd`).catch((): string[] => []);
    for (const descriptor of descriptors) {
      const target = await readlink(`/proc/${entry}/fd/${descriptor}`).catch(() => '');
      if (!inodes.has(target)) continue;
      return {
        pid: Number(entry),
        command: oneShortLine(await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')),
      };
    }
  }
  return null;
}

async function fromLsof(port: number): Promise<PortHolder | null> {
  const answer = await promisify(execFile)('lsof', [
    '-nP',
    `-iTCP:${port}`,
    '-sTCP:LISTEN',
    '-Fpc',
  ]).catch(() => null);
  const pid = answer?.stdout.match(/^p(\d+)$/m)?.[1];
  return pid
    ? { pid: Number(pid), command: oneShortLine(answer?.stdout.match(/^c(.+)$/m)?.[1] ?? '') }
    : null;
}

const MAX_CHARACTERS = 80;

/**
 * Another program's command line in a form for error messages: without line breaks and control
 * characters, cut with "…".
 */
export function oneShortLine(command: string): string {
  const characters = [...command.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()];
  return characters.length <= MAX_CHARACTERS
    ? characters.join('')
    : `${characters
        .slice(0, MAX_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`;
}
