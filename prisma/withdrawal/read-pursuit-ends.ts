import { type PursuitEnd, pursuitEnds } from '@fermata/domain/withdrawal';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';
import { redeliveredSince } from './redelivered-since.ts';

const OFFER = { partner: true, state: true } as const;
const Offers = offerTable.row.pick(OFFER).array();

/** The partners that a withdrawal which has failed need not ask any more. */
export async function readPursuitEnds(
  prisma: PrismaClient,
  { projectId, withdrawalId }: { readonly projectId: string; readonly withdrawalId: string },
): Promise<{ partner: string; end: PursuitEnd }[]> {
  const withdrawal = await prisma.withdrawal.findFirst({
    where: { projectId, withdrawalId },
    select: { withdrawalId: true, releaseId: true, partners: true, requestedAt: true },
  });
  if (withdrawal === null) return [];
  const { releaseId, partners, requestedAt } = withdrawal;
  const [offers, later] = await prisma.$transaction([
    prisma.offer.findMany({ where: { projectId, releaseId }, select: OFFER }),
    prisma.withdrawal.findMany({
      where: {
        ...{ projectId, releaseId, startedAt: { not: null } },
        requestedAt: { gt: requestedAt },
      },
      select: { partners: true },
    }),
  ]);
  const redelivered = await redeliveredSince(prisma, withdrawal);
  return pursuitEnds({ partners, offers: Offers.parse(offers), redelivered, later });
}
