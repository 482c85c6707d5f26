import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

/** A process id can be given to another program later; with the time of its start it is unique. */
export const ProcessIdentity = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string().min(1),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/**
 * When process `pid` started, in the system's own words; null when there is no such process (a
 * zombie counts as gone).
 */
async function processStartTime(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    // The command name may hold spaces and brackets: the fields are counted from its last bracket.
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
