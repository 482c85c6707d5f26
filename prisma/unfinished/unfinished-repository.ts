import type { z } from 'zod';
import { amendmentTable } from '../amendment/amendment-row.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { releaseTable } from '../release/release-row.ts';
import { withdrawalTable } from '../withdrawal/withdrawal-row.ts';

type CreatedRelease = z.infer<typeof ReleaseRow>;
type OpenAmendment = z.infer<typeof AmendmentRow>;
type OpenWithdrawal = z.infer<typeof WithdrawalRow>;

/** A page in the order of ids. `requestedBefore`: younger ones may be about to be started. */
export interface UnfinishedPage {
  readonly after: string;
  readonly requestedBefore: Date;
  readonly limit: number;
}

/** Of all projects: what a workflow should be working on, whether one does or not. */
export interface UnfinishedRepository {
  /** The releases that people have created, and that have not ended. */
  releases(page: UnfinishedPage): Promise<CreatedRelease[]>;
  /** The withdrawals that have not ended, and those that have failed: they go on at the partners that were late. */
  withdrawals(page: UnfinishedPage): Promise<OpenWithdrawal[]>;
  /** The amendments that have not ended. `after`: of a release; one has at most a few of them. */
  amendments(page: UnfinishedPage): Promise<OpenAmendment[]>;
}

const RELEASE = { projectId: true, releaseId: true } as const;
const ReleaseRow = releaseTable.row.pick(RELEASE);
const AMENDMENT = { projectId: true, releaseId: true, metadataVersion: true } as const;
const AmendmentRow = amendmentTable.row.pick(AMENDMENT);
const WITHDRAWAL = {
  projectId: true,
  withdrawalId: true,
  trackId: true,
  releaseId: true,
  reason: true,
  requestedBy: true,
  partners: true,
  outcome: true,
} as const;
const WithdrawalRow = withdrawalTable.row
  .pick(WITHDRAWAL)
  .transform(({ outcome, ...withdrawal }) => ({ ...withdrawal, failed: outcome === 'failed' }));

export function createUnfinishedRepository(prisma: PrismaClient): UnfinishedRepository {
  return {
    async releases({ after, requestedBefore, limit }) {
      const rows = await prisma.release.findMany({
        where: {
          ...{ releaseId: { gt: after }, createdAt: { lt: requestedBefore } },
          ...{ content: { not: Prisma.DbNull }, endedAt: null },
        },
        ...{ orderBy: { releaseId: 'asc' }, take: limit, select: RELEASE },
      });
      return ReleaseRow.array().parse(rows);
    },

    async withdrawals({ after, requestedBefore, limit }) {
      const rows = await prisma.withdrawal.findMany({
        where: {
          ...{ withdrawalId: { gt: after }, requestedAt: { lt: requestedBefore } },
          OR: [{ endedAt: null }, { outcome: 'failed' }],
        },
        ...{ orderBy: { withdrawalId: 'asc' }, take: limit, select: WITHDRAWAL },
      });
      return WithdrawalRow.array().parse(rows);
    },

    async amendments({ after, requestedBefore, limit }) {
      const rows = await prisma.amendment.findMany({
        where: { releaseId: { gt: after }, requestedAt: { lt: requestedBefore }, endedAt: null },
        ...{ orderBy: [{ releaseId: 'asc' }, { metadataVersion: 'asc' }], take: limit },
        select: AMENDMENT,
      });
      return AmendmentRow.array().parse(rows);
    },
  };
}
