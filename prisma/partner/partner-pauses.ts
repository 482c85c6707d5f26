import type { PartnerStatus } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';
import { partnerPauseTable } from './partner-pause-row.ts';

/** `resumedAt`: the last time that it was made active again; null: never. */
export interface PartnerPause {
  readonly status: PartnerStatus;
  readonly resumedAt: string | null;
}

/** The pauses of configured partners, each by one project. They begin and end by events of the project. */
export interface PartnerPauses {
  find(projectId: string, partner: string): Promise<PartnerPause>;
  /** By partner; those that the project has never paused are left out. */
  list(projectId: string): Promise<ReadonlyMap<string, PartnerPause>>;
}

const NEVER_PAUSED: PartnerPause = { status: 'active', resumedAt: null };

export function createPartnerPauses(prisma: PrismaClient): PartnerPauses {
  return {
    async find(projectId, partner) {
      const where = { projectId_partner: { projectId, partner } };
      const row = await prisma.partnerPause.findUnique({ where });
      return row === null ? NEVER_PAUSED : partnerPauseTable.row.parse(row);
    },

    async list(projectId) {
      const rows = await prisma.partnerPause.findMany({ where: { projectId } });
      return new Map(rows.map((row) => [row.partner, partnerPauseTable.row.parse(row)]));
    },
  };
}
