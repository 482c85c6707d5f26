import type { TakedownClaim, TakedownFacts } from '@fermata/domain/withdrawal';
import type { PrismaClient } from '../generated/client.ts';
import { redeliveredSince } from './redelivered-since.ts';
import { withdrawalTable } from './withdrawal-row.ts';

const Outcome = withdrawalTable.row.shape.outcome;

/** The facts that decide whether a release may be taken down. `withdrawalId`: null without a withdrawal. */
export async function readTakedownFacts(
  prisma: PrismaClient,
  { projectId, trackId, releaseId }: Pick<TakedownClaim, 'projectId' | 'trackId' | 'releaseId'>,
  withdrawalId: string | null,
): Promise<TakedownFacts> {
  const [release, redelivered, withdrawal] = await prisma.$transaction([
    prisma.release.findFirst({
      where: { projectId, trackId, releaseId, startedAt: { not: null } },
      select: { endedAt: true },
    }),
    prisma.offer.findMany({
      where: { projectId, releaseId, redelivery: { in: ['requested', 'withdrawn'] } },
      select: { partner: true },
    }),
    prisma.withdrawal.findFirst({
      where: { projectId, withdrawalId: withdrawalId ?? '' },
      select: {
        ...{ withdrawalId: true, trackId: true, releaseId: true },
        ...{ reason: true, partners: true, requestedBy: true, outcome: true },
      },
    }),
  ]);
  return {
    release: release && {
      ended: release.endedAt !== null,
      redelivering: redelivered.map(({ partner }) => partner),
    },
    withdrawal: withdrawal && {
      ...withdrawal,
      outcome: Outcome.parse(withdrawal.outcome),
      redelivered: await redeliveredSince(prisma, withdrawal),
    },
  };
}
