import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createFolder } from '../folders/create-folder.ts';
import { identify, ProcessIdentity, stillRuns } from '../process/process-identity.ts';

/**
 * Runs `work` while no other process holds the same lock file. Takes over the lock of a process
 * that died.
 */
export async function withLock<T>(
  file: string,
  onWait: (pid: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  await createFolder(dirname(file));
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, JSON.stringify(await identify(process.pid)));
  try {
    // A link appears atomically together with its content.
    while (
      !(await link(own, file).then(
        () => true,
        () => false,
      ))
    ) {
      const holder = await holderOf(file);
      if (holder === null || !(await stillRuns(holder))) {
        await rm(file, { force: true });
        continue;
      }
      onWait(holder.pid);
      await delay(200);
    }
  } finally {
    await rm(own, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function holderOf(file: string): Promise<ProcessIdentity | null> {
  try {
    return ProcessIdentity.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Removed in between, or not a lock file of ours: no holder.
    return null;
  }
}
