import { Intent, type ReleasedVersion } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';
import { completedVersion } from './completed-version.ts';
import { versionTable } from './version-row.ts';

/** A completed version without the terms of its track, and the intent that it was made from. */
export interface CompletedVersion {
  readonly released: ReleasedVersion;
  readonly intent: Intent;
}

export interface VersionRepository {
  /** Null: the project has no such version, or it is not completed. */
  findCompleted(key: {
    readonly projectId: string;
    readonly trackId: string;
    readonly version: number;
  }): Promise<CompletedVersion | null>;
}

export function createVersionRepository(prisma: PrismaClient): VersionRepository {
  return {
    async findCompleted({ projectId, trackId, version }) {
      const row = await prisma.version.findFirst({ where: { projectId, trackId, version } });
      const released = row && completedVersion(row, undefined);
      const intent = Intent.safeParse(row && versionTable.row.parse(row).document.intent);
      return released && intent.success ? { released, intent: intent.data } : null;
    },
  };
}
