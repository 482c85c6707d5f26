import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ActorId, formatIssues, parseJson, ProjectId, Role } from '@fermata/contracts/values';
import { createFolder } from '../folders/create-folder.ts';

const Secret = z.string().min(20);

/** `<data>/keys.json`: all secrets of one embedded stack, created on its first start. */
export const Keys = z.object({
  projectId: ProjectId,
  keys: z
    .array(
      z.object({
        actor: ActorId,
        name: z.string().min(1),
        roles: z.array(Role).min(1),
        key: z.string().regex(/^fmk_[A-Za-z0-9_-]{43}$/),
      }),
    )
    .min(1),
  /** HMAC key of decision tokens: 32 bytes, hex. */
  tokenSecret: z.string().regex(/^[0-9a-f]{64}$/),
  /** Signs checkpoints of the event log: Ed25519 as PKCS #8 in DER, base64. */
  checkpointKey: z.string().regex(/^MC4CAQAwBQYDK2VwBCIEI[A-P][A-Za-z0-9+/]{42}$/),
  partner: z.object({
    apiKey: Secret,
    webhookSecret: z.string().regex(/^whsec_[A-Za-z0-9+/]+=*$/),
  }),
  postgres: z.object({ superuserPassword: Secret, ownerPassword: Secret, appPassword: Secret }),
  s3: z.object({ accessKeyId: z.string().min(10), secretAccessKey: Secret }),
});
export type Keys = z.infer<typeof Keys>;

export const keysFile = (dataDir: string): string => join(dataDir, 'keys.json');

const secret = (bytes = 32): string => randomBytes(bytes).toString('base64url');

export function makeKeys(): Keys {
  const person = (actor: string, name: string, roles: Role[]) => ({
    actor,
    name,
    roles,
    key: `fmk_${secret()}`,
  });
  return {
    projectId: 'default',
    keys: [
      person('act_ada', 'Ada (creator)', ['creator']),
      person('act_rita', 'Rita (reviewer)', ['reviewer']),
      person('act_otto', 'Otto (operations)', ['operations', 'creator', 'reviewer']),
    ],
    tokenSecret: randomBytes(32).toString('hex'),
    checkpointKey: generateKeyPairSync('ed25519')
      .privateKey.export({ format: 'der', type: 'pkcs8' })
      .toString('base64'),
    partner: { apiKey: secret(), webhookSecret: `whsec_${randomBytes(32).toString('base64')}` },
    postgres: { superuserPassword: secret(), ownerPassword: secret(), appPassword: secret() },
    s3: { accessKeyId: randomBytes(10).toString('hex'), secretAccessKey: secret() },
  };
}

/** The public key of a checkpoint key: SubjectPublicKeyInfo in DER, base64. */
export const publicKeyOf = (checkpointKey: string): string =>
  createPublicKey(
    createPrivateKey({
      key: Buffer.from(checkpointKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    }),
  )
    .export({ format: 'der', type: 'spki' })
    .toString('base64');

/**
 * Reads the keys. Null before the first start; throws an Error when the file is not a keys file.
 */
export async function readKeys(dataDir: string): Promise<Keys | null> {
  const file = keysFile(dataDir);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  });
  if (text === null) return null;
  const json = parseJson(text);
  if (json === undefined)
    throw new Error(
      `${file} is not JSON: restore it from a backup; the data of this stack cannot be opened without its keys`,
    );
  const keys = Keys.safeParse(json);
  if (!keys.success) throw new Error(`${file} is not a keys file: ${formatIssues(keys.error)}`);
  return keys.data;
}

/** The keys of the data folder, created if there are none; only the owner may read the file. */
export async function readOrMakeKeys(dataDir: string): Promise<Keys> {
  const existing = await readKeys(dataDir);
  const file = keysFile(dataDir);
  if (existing) {
    await chmod(file, 0o600);
    return existing;
  }
  await createFolder(dirname(file));
  const fresh = `${file}.${randomUUID()}`;
  await writeFile(fresh, `${JSON.stringify(makeKeys(), null, 2)}\n`, { mode: 0o600 });
  // Of two simultaneous starts the first one wins; both then read the same keys.
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(fresh);
  const made = await readKeys(dataDir);
  if (!made) throw new Error(`${file} was removed during the start`);
  return made;
}
