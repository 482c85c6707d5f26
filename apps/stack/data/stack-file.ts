import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createFolder } from '../folders/create-folder.ts';
import { ProcessIdentity } from '../process/process-identity.ts';
import { SERVICE_NAMES } from '../service-name.ts';

const ServiceRecord = z.object({
  state: z.enum(['starting', 'healthy', 'restarting', 'down', 'stopped']),
  restarts: z.number().int().min(0),
  process: ProcessIdentity.nullable(),
});

/**
 * `<data>/stack.json`: the running supervisor and services. Used by `status` and `down`, and to
 * clean up after a killed supervisor.
 */
export const StackFile = z.object({
  supervisor: ProcessIdentity,
  since: z.iso.datetime(),
  state: z.enum(['starting', 'running', 'stopping']),
  addresses: z.object({
    api: z.string(),
    worker: z.string(),
    'worker-audio': z.string(),
    partner: z.string(),
    preview: z.string().default(''),
    s3: z.string(),
    temporal: z.string(),
    temporalUi: z.string().nullable(),
    postgres: z.string(),
  }),
  outside: z.array(z.enum(SERVICE_NAMES)),
  services: z.partialRecord(z.enum(SERVICE_NAMES), ServiceRecord),
});
export type StackFile = z.infer<typeof StackFile>;

const stackFile = (dataDir: string): string => join(dataDir, 'stack.json');

/**
 * Null when no stack runs or the last one was stopped normally. An unreadable file also counts as
 * none: it identifies no process reliably.
 */
export async function readStackFile(dataDir: string): Promise<StackFile | null> {
  const text = await readFile(stackFile(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return StackFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export async function writeStackFile(dataDir: string, content: StackFile): Promise<void> {
  await createFolder(dataDir);
  const fresh = `${stackFile(dataDir)}.new`;
  await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, stackFile(dataDir));
}

export const removeStackFile = (dataDir: string): Promise<void> =>
  rm(stackFile(dataDir), { force: true });
