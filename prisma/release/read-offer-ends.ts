import { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import type { OfferEnds } from '@fermata/domain/withdrawal';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';

const OFFER = { partner: true, state: true } as const;
const Offers = offerTable.row.pick(OFFER).array();
const Ends = z.object({ data: EVENT_DATA['offer.ended'] }).array();

/** How the offers of a release have ended, from their streams. */
export async function readOfferEnds(
  prisma: PrismaClient,
  { projectId, releaseId }: { readonly projectId: string; readonly releaseId: string },
): Promise<OfferEnds> {
  const where = { projectId, releaseId };
  const [release, rows] = await prisma.$transaction([
    prisma.release.findFirst({
      where: { ...where, startedAt: { not: null } },
      select: { endedAt: true },
    }),
    prisma.offer.findMany({ where, select: OFFER, orderBy: { number: 'asc' } }),
  ]);
  const offers = Offers.parse(rows);
  const ends = await prisma.event.findMany({
    where: {
      ...{ projectId, type: 'offer.ended' },
      stream: { in: offers.map(({ partner }) => workflowIds.offer(releaseId, partner)) },
    },
    orderBy: { position: 'asc' },
    select: { data: true },
  });
  const outcomes = new Map(Ends.parse(ends).map(({ data }) => [data.partner, data.outcome]));
  return {
    ended: release?.endedAt != null,
    offers: offers.map((offer) => ({ ...offer, outcome: outcomes.get(offer.partner) ?? null })),
  };
}
