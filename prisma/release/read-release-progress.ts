import { z } from 'zod';
import type { ReleaseContent } from '@fermata/contracts/values';
import type { OfferSummary, ReleaseFacts } from '@fermata/domain/release';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';
import { releaseTable } from './release-row.ts';

interface Release {
  readonly projectId: string;
  readonly releaseId: string;
}

/** `content`: null unless a person has created the release. */
export interface Progress {
  readonly content: ReleaseContent | null;
  /** Also one that has not started. */
  readonly ended: boolean;
  readonly release: ReleaseFacts['release'];
}

const RELEASE = { startedAt: true, keptAt: true, endedAt: true, content: true } as const;
const Row = releaseTable.row.pick(RELEASE);
const OFFER = {
  partner: true,
  state: true,
  attempt: true,
  partnerReference: true,
  redelivery: true,
} as const;
const Offers = z.array(
  offerTable.row.pick(OFFER).transform(({ redelivery, partnerReference, ...offer }) => ({
    ...offer,
    ...(partnerReference === null ? {} : { partnerReference }),
    ...(redelivery === null ? {} : { redelivery }),
  })),
);

async function read(prisma: PrismaClient, where: Release) {
  const [row, offers] = await prisma.$transaction([
    prisma.release.findFirst({ where, select: RELEASE }),
    prisma.offer.findMany({ where, select: OFFER, orderBy: { number: 'asc' } }),
  ]);
  return { release: row && Row.parse(row), offers: Offers.parse(offers) };
}

/** How far a release is, and its content. */
export async function readReleaseProgress(
  prisma: PrismaClient,
  { projectId, releaseId }: Release,
): Promise<Progress> {
  const { release, offers } = await read(prisma, { projectId, releaseId });
  return {
    content: release?.content ?? null,
    ended: release?.endedAt != null,
    release:
      release === null || release.startedAt === null
        ? null
        : { ended: release.endedAt !== null, offers },
  };
}

/** Whether the release is kept, and its state at each partner. Null: it has not started. */
export async function readKeptRelease(
  prisma: PrismaClient,
  { projectId, releaseId }: Release,
): Promise<{ kept: boolean; offers: OfferSummary[] } | null> {
  const { release, offers } = await read(prisma, { projectId, releaseId });
  return release === null || release.startedAt === null
    ? null
    : { kept: release.keptAt !== null, offers };
}
