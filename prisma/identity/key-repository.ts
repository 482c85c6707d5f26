import { z } from 'zod';
import { type Principal, Role, sha256Hex } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';

/** Reads only: `seedKeys` stores keys of people as the owner of the schema, PartnerKeyRepository those of partners. */
export interface KeyRepository {
  /** The principal of a key; null for an unknown key. */
  findByKey(key: string): Promise<Principal | null>;
  /** The roles that the actor's keys give now; none for an unknown actor. */
  rolesOf(projectId: string, actorId: string): Promise<Role[]>;
}

// Keys are long and random, so a plain sha256 protects them.
export function createKeyRepository(prisma: PrismaClient): KeyRepository {
  return {
    async findByKey(key) {
      const where = { keySha256: sha256Hex(key) };
      const row = await prisma.apiKey.findUnique({ where });
      if (row !== null)
        return {
          actor: row.actorId,
          projectId: row.projectId,
          roles: z.array(Role).parse(row.roles),
        };
      const ofPartner = await prisma.partnerKey.findUnique({ where });
      if (ofPartner === null) return null;
      const { partner, projectId } = ofPartner;
      return { actor: `act_partner-${partner}`, projectId, roles: ['partner'], partner };
    },

    async rolesOf(projectId, actorId) {
      const rows = await prisma.apiKey.findMany({
        where: { projectId, actorId },
        select: { roles: true },
      });
      return z.array(Role).parse([...new Set(rows.flatMap(({ roles }) => roles))]);
    },
  };
}
