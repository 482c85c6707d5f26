import { z } from 'zod';
import { Role, sha256Hex } from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';
import type { PrismaClient } from '../generated/client.ts';

export function openKeys(prisma: PrismaClient): Catalogue['keys'] {
  return {
    async findByKey(key) {
      // Keys are random and long, so that a plain sha256 keeps them.
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

/** The names of actors; an erased name is gone for good, the actor's id stays in the events. */
export function openActors(prisma: PrismaClient): Catalogue['actors'] {
  return {
    async names(projectId, actorIds) {
      const rows = await prisma.actor.findMany({
        where: { projectId, actorId: { in: [...actorIds] } },
        select: { actorId: true, name: true },
      });
      return new Map(
        rows.flatMap(({ actorId, name }) => (name === null ? [] : [[actorId, name] as const])),
      );
    },

    async erase(projectId, actorId) {
      await prisma.actor.updateMany({ where: { projectId, actorId }, data: { name: null } });
    },
  };
}
