import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonOrUndefined } from './api-fault.ts';

export const WHO = ['ada', 'rita', 'otto'] as const;
/** The seeded people: ada creates, rita reviews, otto operates. */
export type Who = (typeof WHO)[number];

const Env = z.object({
  FERMATA_DATA: z.string().min(1).default('.fermata'),
  FERMATA_API_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  FERMATA_API_PORT: z.coerce.number().int().min(1).max(65_535).default(4100),
  FERMATA_API_KEY: z.string().min(1).optional(),
});
const Keys = z.object({ keys: z.array(z.object({ actor: z.string(), key: z.string() })) });

/** Which API, with which key: `as` names a person, else `FERMATA_API_KEY`, else the person `fallback`. */
export function apiConnection(env: NodeJS.ProcessEnv, as: string | undefined, fallback: Who): { url: string; key: string } {
  const read = Env.safeParse(env);
  if (!read.success) throw new CommandError(EXIT.usage, read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`).join('; '));
  const { FERMATA_DATA: data, FERMATA_API_URL: given, FERMATA_API_PORT: port, FERMATA_API_KEY: key } = read.data;
  const url = given ?? `http://127.0.0.1:${port}`;
  return { url, key: as === undefined && key !== undefined ? key : keyOf(as ?? fallback, join(data, 'keys.json')) };
}

function keyOf(who: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(EXIT.absent, `No keys are at ${file}: start the system with "fermata up", set FERMATA_DATA to its folder, or set FERMATA_API_KEY.`);
  }
  const keys = Keys.safeParse(jsonOrUndefined(text));
  if (!keys.success) throw new CommandError(EXIT.failed, `${file} is not a file of keys.`);
  const found = keys.data.keys.find(({ actor }) => actor === who || actor === `act_${who}`);
  if (found === undefined) throw new CommandError(EXIT.usage, `--as ${who}: ${file} has keys for ${keys.data.keys.map(({ actor }) => actor.replace('act_', '')).join(', ')}.`);
  return found.key;
}
