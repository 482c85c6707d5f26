import { resolve } from 'node:path';
import { z } from 'zod';
import { formatIssues } from '@fermata/contracts/values';
import { keysFile, PORT_TABLE, readKeys, readStackFile } from '@fermata/stack';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

/** The seeded people: ada creates, rita reviews, otto operates. */
export type SeededActor = 'ada' | 'rita' | 'otto';

const Env = z.object({
  FERMATA_DATA: z.string().min(1).default('.fermata'),
  FERMATA_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional(),
  FERMATA_API_PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a port number')
    .optional(),
  FERMATA_API_KEY: z
    .string()
    .regex(/^[!-~]+$/, 'must be a key without spaces')
    .optional(),
});

/** Where the data of the embedded system is. */
export const dataFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  resolve(env['FERMATA_DATA'] || '.fermata');

/** Which API, with which key: `as` names a person of the data folder, else `FERMATA_API_KEY`, else the person `fallback`. */
export async function resolveApiConnection(
  env: NodeJS.ProcessEnv,
  as: string | undefined,
  fallback: SeededActor,
): Promise<{ url: string; key: string }> {
  const read = Env.safeParse(env);
  if (!read.success) throw new CommandError(EXIT.usage, formatIssues(read.error));
  const { FERMATA_API_URL: url, FERMATA_API_PORT: port, FERMATA_API_KEY: key } = read.data;
  const data = dataFolder(env);
  // Port 0 is any free one: only the stack knows which it became.
  const hasFixedPort = port !== undefined && Number(port) > 0;
  return {
    url:
      url ??
      (!hasFixedPort
        ? ((await readStackFile(data))?.addresses.api ?? `http://127.0.0.1:${PORT_TABLE.api.port}`)
        : `http://127.0.0.1:${port}`),
    key: as === undefined && key !== undefined ? key : await actorKey(as ?? fallback, data),
  };
}

async function actorKey(person: string, data: string): Promise<string> {
  const keys = await readKeys(data).catch((error: unknown) => {
    throw new CommandError(EXIT.failed, error instanceof Error ? error.message : String(error));
  });
  const file = keysFile(data);
  if (keys === null)
    throw new CommandError(
      EXIT.absent,
      `No keys are at ${file}: start the system with "fermata up", set FERMATA_DATA to its folder, or set FERMATA_API_KEY.`,
    );
  const found = keys.keys.find(({ actor }) => actor === person || actor === `act_${person}`);
  if (found === undefined)
    throw new CommandError(
      EXIT.usage,
      `--as ${person}: ${file} has keys for ${keys.keys.map(({ actor }) => actor.replace('act_', '')).join(', ')}.`,
    );
  return found.key;
}
