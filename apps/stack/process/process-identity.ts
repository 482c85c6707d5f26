import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

/** A process id can be reused; together with the start time it is unique. */
export const ProcessIdentity = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string().min(1),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/**
 * Start time of process `pid` in the system's format; null when it does not exist (a zombie counts
 * as ended).
 */
async function processStartTime(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    // The command name may contain spaces and brackets, so fields are counted from its last
    // bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  }
  const answer = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(
    () => null,
  );
  return answer?.stdout.trim() || null;
}

export async function identify(pid: number): Promise<ProcessIdentity | null> {
  const startedAt = await processStartTime(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export const stillRuns = async ({ pid, startedAt }: ProcessIdentity): Promise<boolean> =>
  (await processStartTime(pid)) === startedAt;
