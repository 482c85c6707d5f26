import { resolve } from 'node:path';
import { z } from 'zod';
import { formatIssues, Role } from '@fermata/contracts/values';
import { keysFile, PORT_TABLE, readKeys, readStackFile } from '@fermata/stack';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

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

/** The data folder of the embedded stack. */
export const dataFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  resolve(env['FERMATA_DATA'] || '.fermata');

/**
 * The API's address, and a key: that of `as` (an actor or a role) in the data folder, else
 * `FERMATA_API_KEY`, else that of an actor with the role `needed`.
 */
export async function resolveApiConnection(
  env: NodeJS.ProcessEnv,
  as: string | undefined,
  needed: Role,
): Promise<{ url: string; key: string }> {
  const read = Env.safeParse(env);
  if (!read.success) throw new CommandError(EXIT.usage, formatIssues(read.error));
  const { FERMATA_API_URL: url, FERMATA_API_PORT: port, FERMATA_API_KEY: key } = read.data;
  const data = dataFolder(env);
  // Port 0 means any free port; only the stack's file has the actual one.
  const hasFixedPort = port !== undefined && Number(port) > 0;
  return {
    url:
      url ??
      (!hasFixedPort
        ? ((await readStackFile(data))?.addresses.api ?? `http://127.0.0.1:${PORT_TABLE.api.port}`)
        : `http://127.0.0.1:${port}`),
    key: as === undefined && key !== undefined ? key : await keyOf(as ?? needed, data),
  };
}

/** The key of an actor; for a role, the key with the fewest other roles. */
async function keyOf(actorOrRole: string, data: string): Promise<string> {
  const stored = await readKeys(data).catch((error: unknown) => {
    throw new CommandError(EXIT.failed, error instanceof Error ? error.message : String(error));
  });
  const file = keysFile(data);
  if (stored === null)
    throw new CommandError(
      EXIT.absent,
      `No keys are at ${file}: start the system with "fermata up", set FERMATA_DATA to its folder, ` +
        'or set FERMATA_API_KEY.',
    );
  const keys = [...stored.keys].sort((one, other) => one.roles.length - other.roles.length);
  const found =
    keys.find(({ actor }) => actor === actorOrRole || actor === `act_${actorOrRole}`) ??
    keys.find(({ roles }) => roles.some((role) => role === actorOrRole));
  if (found === undefined) {
    const actors = stored.keys.map(({ actor }) => actor.replace('act_', ''));
    const roles = Role.options.filter((role) => keys.some((key) => key.roles.includes(role)));
    throw new CommandError(
      EXIT.usage,
      `--as ${actorOrRole}: ${file} has keys for ${actors.join(', ')} and the roles ${roles.join(', ')}.`,
    );
  }
  return found.key;
}
