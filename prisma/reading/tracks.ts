import { AssetRef, AudioFigures, Brief, Criterion, DeliveryState, Intent, PolicyDecision, ReviewTerms, Stage, Style, VersionView, type CandidateView, type PartnerView } from '@fermata/contracts';
import { z } from 'zod';
import type { Catalogue, TrackListItem, TrackRecord } from '../catalogue.ts';
import type { Candidate, Delivery, PrismaClient, Track, Version } from '../generated/client.ts';
import { STREAMS_OF_TRACK } from '../events/read.ts';
import { sumOf } from '../content/costs.ts';
import { pageOf, readCursor } from './cursor.ts';
import { assetView } from './file-name.ts';
import { reviewRecord } from './review-record.ts';

export function openTracks(prisma: PrismaClient): Catalogue['tracks'] {
  return {
    async find(projectId, trackId) {
      const where = { projectId, trackId };
      // One snapshot, so that no part of the answer is older than another.
      const [track, candidates, versions, review, decisions, deliveries, costs, [count]] = await prisma.$transaction(
        [
          prisma.track.findFirst({ where }),
          prisma.candidate.findMany({ where, orderBy: [{ version: 'asc' }, { ordinal: 'asc' }] }),
          prisma.version.findMany({ where, orderBy: { version: 'asc' } }),
          prisma.review.findFirst({ where, orderBy: [{ openedAt: 'desc' }, { version: 'desc' }] }),
          prisma.decision.findMany({ where }),
          prisma.delivery.findMany({ where, orderBy: [{ releaseId: 'asc' }, { ordinal: 'asc' }] }),
          prisma.cost.aggregate({ where, _sum: { cpuSeconds: true, audioSeconds: true, priceMinor: true } }),
          prisma.$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count FROM public.event WHERE project_id = $1 AND stream = ANY(ARRAY(${STREAMS_OF_TRACK}))`, projectId, trackId),
        ],
        { isolationLevel: 'RepeatableRead' },
      );
      if (track === null) return null;
      const release = deliveries.filter(({ releaseId }) => track.releaseId === releaseId);
      const titled = versions.map((row) => versionView(row, track.title));
      const titleOf = (wanted: number): string => titled.find(({ version }) => version === wanted)?.title ?? track.title;
      return {
        ...listItem(track),
        projectId, brief: Brief.parse(track.brief), intent: track.intent === null ? null : Intent.parse(track.intent), requestedBy: track.requestedBy,
        requestSha256: track.requestSha256, reviewTerms: ReviewTerms.parse(track.reviewTerms), detail: track.detail,
        candidates: candidates.map((row) => candidateView(row, titleOf(row.version))), versions: titled,
        review: review === null ? null : reviewRecord(review, decisions, { title: titleOf(review.version), requestedBy: track.requestedBy }),
        releaseId: track.releaseId, partners: release.map(partnerView), costs: sumOf(costs._sum), eventCount: count?.count ?? 0,
      } satisfies TrackRecord;
    },

    async list(projectId, { cursor, limit, stage, style, text }) {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const contains = text === undefined ? undefined : { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
      const rows = await prisma.track.findMany({
        where: {
          projectId,
          ...(stage === undefined ? {} : { stage }),
          ...(style === undefined ? {} : { style }),
          AND: [
            contains === undefined ? {} : { OR: [{ title: contains }, { briefText: contains }] },
            after === undefined ? {} : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, trackId: { lt: after.id } }] },
          ],
        },
        orderBy: [{ createdAt: 'desc' }, { trackId: 'desc' }],
        take: limit + 1,
      });
      const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, trackId }) => ({ at: createdAt, id: trackId }));
      return { items: items.map(listItem), nextCursor };
    },

    request: (projectId, trackId) => prisma.track.findFirst({ where: { projectId, trackId }, select: { requestSha256: true } }),
  };
}

const listItem = (track: Track): TrackListItem => ({
  trackId: track.trackId, workflowId: track.workflowId, title: track.title, stage: Stage.parse(track.stage), held: track.held, version: track.version,
  style: track.style === null ? null : Style.parse(track.style), durationSeconds: track.durationSeconds, createdAt: track.createdAt.toISOString(), updatedAt: track.updatedAt.toISOString(),
});

const Assets = z.array(AssetRef).nullable().transform((refs) => refs ?? []);
const Criteria = z.array(Criterion).nullable().transform((criteria) => criteria ?? []);

const candidateView = (row: Candidate, title: string): CandidateView => ({
  candidateId: row.candidateId, version: row.version, recipeId: row.recipeId, score: row.score, criteria: Criteria.parse(row.criteria), picked: row.pickedBy !== null,
  assets: Assets.parse(row.assets).map((ref) => assetView(ref, title, row.version, row.ordinal)),
});

function versionView(row: Version, trackTitle: string): VersionView {
  const master = AssetRef.nullable().parse(row.master);
  const mix = AssetRef.nullable().parse(row.mix);
  const refs = [...(master === null ? [] : [master]), ...(mix === null ? [] : [mix]), ...Assets.parse(row.stems), ...Assets.parse(row.files)];
  return {
    version: row.version, recipeId: row.recipeId, versionSha256: row.versionSha256, title: row.title, tags: z.array(z.string()).parse(row.tags ?? []),
    aiDisclosure: VersionView.shape.aiDisclosure.parse(row.aiDisclosure), masterFigures: AudioFigures.nullable().parse(row.masterFigures), masterFileSha256: master?.sha256 ?? null,
    stemSumDeviationDbfs: row.stemSumDeviationDbfs, policy: PolicyDecision.nullable().parse(row.policy), assets: refs.map((ref) => assetView(ref, row.title ?? trackTitle, row.version)),
  };
}

const partnerView = (row: Delivery): PartnerView => ({ name: row.partner, state: DeliveryState.parse(row.state), partnerReference: row.partnerReference, detail: row.detail });
