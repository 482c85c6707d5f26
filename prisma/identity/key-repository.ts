import { z } from 'zod';
import { type Principal, Role, sha256Hex } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';

export type KeySeed = { actor: string; name: string; roles: Role[]; key: string };

export interface KeyRepository {
  /** The principal of a key; null for an unknown key. */
  findByKey(key: string): Promise<Principal | null>;
  /** Stores the sha256 of each key. Seeding again updates names and roles. */
  seed(projectId: string, keys: readonly KeySeed[]): Promise<void>;
}

// Keys are long and random, so a plain sha256 protects them.
export function createKeyRepository(prisma: PrismaClient): KeyRepository {
  return {
    async findByKey(key) {
      const row = await prisma.apiKey.findUnique({ where: { keySha256: sha256Hex(key) } });
      return row === null
        ? null
        : { actor: row.actorId, projectId: row.projectId, roles: z.array(Role).parse(row.roles) };
    },

    async seed(projectId, keys) {
      await prisma.$transaction(
        keys.flatMap(({ actor: actorId, name, roles, key }) => [
          prisma.actor.upsert({
            where: { projectId_actorId: { projectId, actorId } },
            create: { projectId, actorId, name },
            update: { name },
          }),
          prisma.apiKey.upsert({
            where: { keySha256: sha256Hex(key) },
            create: { keySha256: sha256Hex(key), projectId, actorId, roles },
            update: { projectId, actorId, roles },
          }),
        ]),
      );
    },
  };
}
