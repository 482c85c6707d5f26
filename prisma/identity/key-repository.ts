import { z } from 'zod';
import { type Principal, Role, sha256Hex } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';

/** Reads only: `seedKeys` stores keys as the owner of the schema. */
export interface KeyRepository {
  /** The principal of a key; null for an unknown key. */
  findByKey(key: string): Promise<Principal | null>;
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
  };
}
