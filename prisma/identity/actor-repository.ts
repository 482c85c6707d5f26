import type { Role } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';

/** The names of actors: the only table with names. An erased name is lost; the actor's id remains in the events. */
export interface ActorRepository {
  /** By actor id, without erased and unknown actors. */
  names(projectId: string, actorIds: readonly string[]): Promise<Map<string, string>>;
  /** The actors with this role in the project, by id. `name` null: erased. */
  withRole(projectId: string, role: Role): Promise<{ actor: string; name: string | null }[]>;
}

export function createActorRepository(prisma: PrismaClient): ActorRepository {
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

    async withRole(projectId, role) {
      const rows = await prisma.actor.findMany({
        where: { projectId, keys: { some: { roles: { has: role } } } },
        select: { actorId: true, name: true },
        orderBy: { actorId: 'asc' },
      });
      return rows.map(({ actorId, name }) => ({ actor: actorId, name }));
    },
  };
}
