import type { ProjectHold } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';
import { holdOf, projectHoldTable } from './project-hold-row.ts';

export interface ProjectHoldRepository {
  /** Null: the releases of the project go on. Holds are set and ended by events of the project. */
  find(projectId: string): Promise<ProjectHold | null>;
}

export function createProjectHoldRepository(prisma: PrismaClient): ProjectHoldRepository {
  return {
    async find(projectId) {
      const row = await prisma.projectHold.findUnique({ where: { projectId } });
      return holdOf(row && projectHoldTable.row.parse(row));
    },
  };
}
