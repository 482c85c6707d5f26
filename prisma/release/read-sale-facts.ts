import type { SaleFacts } from '@fermata/domain/amendment';
import { saleStage } from '@fermata/domain/release';
import { amendmentTable } from '../amendment/amendment-row.ts';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';
import { recallsOfVersions } from '../recall/recall-of-version.ts';
import { trackTable } from '../track/track-row.ts';
import { completedVersion } from '../version/completed-version.ts';
import { readCreatedVersion } from './read-created-version.ts';
import { releaseTable, wasCreatedByPerson } from './release-row.ts';

const TRACK = { stage: true, releaseTerms: true } as const;
const Track = trackTable.row.pick(TRACK);
const RELEASE = {
  trackId: true,
  version: true,
  recordings: true,
  content: true,
  startedAt: true,
  endedAt: true,
  outcome: true,
  question: true,
} as const;
const Release = releaseTable.row.pick(RELEASE);
const OFFER = {
  partner: true,
  partnerReference: true,
  state: true,
  metadataVersion: true,
  fix: true,
  redelivery: true,
} as const;
const Offers = offerTable.row.pick(OFFER).array();

const SHOWN = { metadataVersion: true, amended: true } as const;
const Shown = amendmentTable.row.pick(SHOWN).array();

/** The facts that decide about the metadata of a release. Null: it has not started in this project. */
export async function readSaleFacts(
  prisma: PrismaClient,
  { projectId, releaseId }: { readonly projectId: string; readonly releaseId: string },
): Promise<SaleFacts | null> {
  const where = { projectId, releaseId };
  const row = await prisma.release.findFirst({ where, select: RELEASE });
  const release = row && Release.parse(row);
  if (release === null || release.startedAt === null) return null;
  const { trackId, version, recordings, content, outcome, endedAt, question } = release;
  const [trackRow, versionRow, offers, withdrawals, amendment] = await prisma.$transaction([
    prisma.track.findFirstOrThrow({ where: { projectId, trackId }, select: TRACK }),
    prisma.version.findFirst({ where: { projectId, trackId, version } }),
    prisma.offer.findMany({ where, select: OFFER, orderBy: { number: 'asc' } }),
    prisma.withdrawal.findMany({ where: { ...where, endedAt: null }, select: { partners: true } }),
    prisma.amendment.findFirst({ where, orderBy: { metadataVersion: 'desc' } }),
  ]);
  const { stage, releaseTerms } = Track.parse(trackRow);
  const [recall = null] = (await recallsOfVersions(prisma, projectId, recordings)).values();
  const withdrawing = new Set(withdrawals.flatMap(({ partners }) => partners));
  const known = Offers.parse(offers);
  const shown = await prisma.amendment.findMany({
    where: { ...where, metadataVersion: { in: known.map((offer) => offer.metadataVersion) } },
    select: SHOWN,
  });
  // The question of a release on sale has no answer that redelivers it.
  const lost = endedAt === null ? (question?.lost ?? []) : [];
  return {
    ...{ trackId, releaseId },
    stage: saleStage({ createdByPerson: wasCreatedByPerson(release), outcome }, stage),
    approved:
      content === null
        ? versionRow && completedVersion(versionRow, releaseTerms.territories)
        : await readCreatedVersion(prisma, projectId, content),
    lastAmendment: amendment && lastAmendmentOf(amendment),
    shownAmendments: Shown.parse(shown),
    recall,
    offers: known.map(({ fix: _fix, redelivery, ...offer }) => ({
      ...offer,
      offering: endedAt === null || redelivery === 'requested',
      withdrawing: withdrawing.has(offer.partner),
    })),
    awaiting: [
      ...known.filter(({ fix }) => fix !== null).map(({ partner }) => partner),
      ...lost.map(({ partner }) => partner),
    ],
  };
}

function lastAmendmentOf(row: unknown): NonNullable<SaleFacts['lastAmendment']> {
  const { metadataVersion, changes, amended, reason, requestedBy, endedAt } =
    amendmentTable.row.parse(row);
  return { metadataVersion, changes, amended, reason, requestedBy, ended: endedAt !== null };
}
