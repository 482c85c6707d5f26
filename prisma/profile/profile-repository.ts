import { ProjectProfile } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';
import { profileTable } from './profile-row.ts';

/** `setBy` and `setAt` are null if nothing was set. */
export interface ProfileRecord {
  readonly profile: ProjectProfile;
  readonly setBy: string | null;
  readonly setAt: string | null;
}

export interface ProfileRepository {
  /** The profile itself is set by events of the project. */
  find(projectId: string): Promise<ProfileRecord>;
}

export function createProfileRepository(prisma: PrismaClient): ProfileRepository {
  return {
    async find(projectId) {
      const row = await prisma.profile.findUnique({ where: { projectId } });
      return row === null
        ? { profile: ProjectProfile.parse({}), setBy: null, setAt: null }
        : profileTable.row.parse(row);
    },
  };
}
